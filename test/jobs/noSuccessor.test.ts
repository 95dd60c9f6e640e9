/** Near the end of a term after which nobody is planned, the secretariat is told what to type (S2). */
import { describe, expect, it } from 'vitest'
import { at, type TestBot } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const group = '中河街道工作群'
const notices = async (bot: TestBot) => (await bot.said(group)).filter(({ text }) => text.includes('【轮值安排】'))

/** 中河中学 chairs to 20 December and has met its duty; `more` is planned after it. */
async function term(...more: string[]): Promise<TestBot> {
  const bot = await startQuietBot('2026-10-09 09:00')
  await bot.say('wangmin', group, '/轮值 中河中学 10月9日至12月20日')
  for (const text of more) await bot.say('wangmin', group, text)
  await bot.say('chenlei', group, '/活动 主题:团课 时间:昨天 人数:9', '2026-10-12 09:00')
  return bot
}

describe('no next term', () => {
  it('is told 14 and 3 days before, to the secretariat, with the command that plans one', async () => {
    const bot = await term()
    await bot.clockTo('2026-12-31 12:00')
    const said = await notices(bot)
    expect(said.map((notice) => notice.at)).toEqual([at('2026-12-04 09:00'), at('2026-12-17 09:00')])
    expect(said[0]?.mentions).toEqual(['王敏'])
    const command = '/轮值 鄞州银行 2026年12月21日至2027年3月20日'
    expect(said[0]?.text).toBe([
      '【轮值安排】中河街道共建委员会 @王敏：中河中学的任期到2026年12月20日结束（还有16天），下一任还没有安排',
      '注意：2026年12月21日起没有轮值主席',
      `请发：${command}（单位和日期可以改）`,
    ].join('\n'))
    const [planned] = await bot.say('wangmin', group, command)
    expect(planned).toContain('轮值-2026-002')
  })

  it('is told in one message with the duties that are not met', async () => {
    const bot = await startQuietBot('2026-10-09 09:00')
    await bot.say('wangmin', group, '/轮值 中河中学 10月9日至12月20日')
    await bot.clockTo('2026-12-04 12:00')
    const said = (await bot.said(group)).filter(({ text }) => /【轮值(?:任期|安排)】/.test(text))
    expect(said).toHaveLength(1)
    expect(said[0]?.text).toMatch(/^【轮值任期】[^]*\n\n【轮值安排】/)
    expect(said[0]?.mentions.toSorted()).toEqual(['王敏', '陈磊'].toSorted())
  })

  it('takes the member that has not chaired yet, else the one whose turn is longest ago', async () => {
    const bot = await startQuietBot('2026-06-01 09:00')
    for (const text of ['/轮值 鄞州银行 6月1日至6月30日', '/轮值 中河医院 7月1日至7月31日', '/轮值 中河中学 8月1日至8月31日']) await bot.say('wangmin', group, text)
    await bot.clockTo('2026-08-31 12:00')
    expect((await notices(bot)).at(-1)?.text).toContain('/轮值 鄞州银行 2026年9月1日至2026年11月30日')
  })
})

describe('a gap before the next term', () => {
  it('is told with the command that fills it', async () => {
    const bot = await term('/轮值 中河医院 2027年1月10日至3月31日')
    await bot.clockTo('2026-12-04 12:00')
    const [said] = await notices(bot)
    expect(said?.text).toContain('下一任中河医院（轮值-2026-002）从2027年1月10日开始')
    expect(said?.text).toContain('注意：2026年12月21日至2027年1月9日没有轮值主席')
    expect(said?.text).toContain('请发：/轮值 鄞州银行 2026年12月21日至2027年1月9日（单位和日期可以改）')
  })
})

describe('nothing is told', () => {
  it('when the next term follows at once, or was planned meanwhile', async () => {
    const bot = await term('/轮值 中河医院 2026年12月21日至2027年3月20日')
    await bot.clockTo('2026-12-31 12:00')
    expect(await notices(bot)).toEqual([])
    const later = await term()
    await later.clockTo('2026-12-05 12:00')
    await later.say('wangmin', group, '/轮值 中河医院 2026年12月21日至2027年3月20日')
    await later.clockTo('2026-12-31 12:00')
    expect(await notices(later)).toHaveLength(1)
  })

  it('of a term that was voided, and in a group without reminders', async () => {
    const bot = await term()
    await bot.say('lixin', group, '/群设置 催办:关')
    await bot.clockTo('2026-12-31 12:00')
    expect(await notices(bot)).toEqual([])
  })
})
