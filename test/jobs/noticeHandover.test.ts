import { describe, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { at } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const group = '中河街道工作群'
const notices = async (bot: TestBot) => (await bot.said(group)).filter(({ text }) => text.startsWith('【轮值交接】'))

/** 中河中学 chairs, 中河医院 is to follow on a day. */
async function before(start: string, outgoing: string, incoming: string): Promise<TestBot> {
  const bot = await startQuietBot(start)
  await bot.say('wangmin', group, `/轮值 中河中学 ${outgoing}`, start)
  await bot.say('wangmin', group, `/轮值 中河医院 ${incoming}`, start)
  return bot
}

describe('notices before a term begins (S2)', () => {
  it('come 14 and 3 days before, to both sides by name, with what to type', async () => {
    const bot = await before('2026-10-09 09:00', '2026年9月1日至11月19日', '2026年11月20日至2027年1月31日')
    await bot.clockTo('2026-11-30 12:00')
    const said = await notices(bot)
    expect(said.map((notice) => notice.at)).toEqual([at('2026-11-06 09:00'), at('2026-11-17 09:00')])
    expect(said[0]?.mentions.toSorted()).toEqual(['林华', '陈磊'].toSorted())
    expect(said[0]?.text).toContain('将于2026年11月20日换任（还有14天）')
    expect(said[0]?.text).toContain('交班：中河中学 @陈磊，请发：/交接 已办:')
    expect(said[0]?.text).toContain('接班：中河医院 @林华（轮值-2026-002，2026年11月20日至2027年1月31日），收到交接后请发：/接任')
    expect(said[0]?.text).not.toContain('尚无数据')
    expect(said[1]?.text).toContain('还有3天')
  })

  it('move to the working day before a rest day, and over a whole holiday', async () => {
    // 10月10日 is the make-up Saturday of 2026; 9月26日 a Saturday in 中秋, 10月7日 the end of 国庆.
    const bot = await before('2026-09-01 09:00', '2026年7月15日至10月9日', '2026年10月10日至12月31日')
    await bot.clockTo('2026-10-20 12:00')
    expect((await notices(bot)).map((notice) => notice.at)).toEqual([at('2026-09-24 09:00'), at('2026-09-30 09:00')])
  })

  it('say so where the year has no holiday list', async () => {
    const bot = await before('2027-01-04 09:00', '2026年12月1日至2027年1月31日', '2027年2月1日至2027年4月30日')
    await bot.clockTo('2027-02-01 12:00')
    const said = await notices(bot)
    expect(said).toHaveLength(2)
    for (const { text } of said) expect(text).toContain('2027年放假安排尚无数据')
  })

  it('drop the ones that lie before the term was planned', async () => {
    const bot = await before('2026-11-10 09:30', '2026年9月1日至11月19日', '2026年11月20日至2027年1月31日')
    await bot.clockTo('2026-11-30 12:00')
    expect((await notices(bot)).map((notice) => notice.at)).toEqual([at('2026-11-17 09:00')])
  })

  it('ask nothing of a side that is done', async () => {
    const bot = await before('2026-10-09 09:00', '2026年9月1日至11月19日', '2026年11月20日至2027年1月31日')
    await bot.say('chenlei', group, '/交接 已办:都办了', '2026-11-16 09:00')
    await bot.clockTo('2026-11-17 12:00')
    const last = (await notices(bot)).at(-1)
    expect(last?.text).toContain('交班：中河中学已交（交接-2026-001）')
    expect(last?.mentions).toEqual(['林华'])
    await bot.say('linhua', group, '/接任', '2026-11-17 13:00')
    await bot.clockTo('2026-12-31 12:00')
    expect((await bot.said(group)).filter(({ at: time, text }) => time > at('2026-11-17 13:00') && /\/接任|\/交接/u.test(text))).toEqual([])
  })

  it('are not given for a term that was voided', async () => {
    const bot = await before('2026-10-09 09:00', '2026年9月1日至11月19日', '2026年11月20日至2027年1月31日')
    await bot.say('wangmin', group, '/作废 轮值-2026-002 另行安排', '2026-10-10 09:00')
    await bot.clockTo('2026-11-30 12:00')
    expect(await notices(bot)).toEqual([])
  })

  it('are given once more after the holder was swapped only to the one who holds it now', async () => {
    const bot = await before('2026-10-09 09:00', '2026年9月1日至11月19日', '2026年11月20日至2027年1月31日')
    await bot.say('wangmin', group, '/轮值 鄞州银行 2027年2月1日至4月30日', '2026-10-09 09:01')
    await bot.say('linhua', group, '/换班 鄞州银行', '2026-10-09 09:02')
    await bot.say('sunyan', group, '/同意 申请-2026-001', '2026-10-09 09:03')
    await bot.clockTo('2026-11-07 12:00')
    expect((await notices(bot)).at(-1)?.text).toContain('接班：鄞州银行 @孙燕')
  })

  it('stay out of a group whose reminders are off', async () => {
    const bot = await before('2026-10-09 09:00', '2026年9月1日至11月19日', '2026年11月20日至2027年1月31日')
    await bot.say('lixin', group, '/群设置 催办:关', '2026-10-09 09:05')
    await bot.say('wangmin', group, '/群设置 催办:关', '2026-10-09 09:05')
    await bot.clockTo('2026-11-30 12:00')
    expect(await notices(bot)).toEqual([])
  })
})
