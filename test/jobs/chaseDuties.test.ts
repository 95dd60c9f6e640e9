import { describe, expect, it } from 'vitest'
import { chairTerm } from '../../src/domain/records/chairTerm.ts'
import { at, type TestBot } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const group = '中河街道工作群'
const start = '2026-10-09 09:00'
const chased = async (bot: TestBot) => (await bot.said(group)).filter(({ text }) => text.startsWith('【轮值任期】'))
const outcome = async (bot: TestBot) => (await (await bot.ledger.view()).get(chairTerm, '轮值-2026-001'))?.data.outcome

/** 中河中学 chairs from 9 October to 20 December (a Sunday). */
async function aTerm(): Promise<TestBot> {
  const bot = await startQuietBot(start)
  await bot.say('wangmin', group, '/轮值 中河中学 10月9日至12月20日', start)
  await bot.say('wangmin', group, '/轮值 中河医院 2026年12月21日至2027年3月20日', start)
  return bot
}

describe('the duties of a term (S2)', () => {
  it('are asked for 14 and 3 working days before the end while they are not met, and marked 未完成 at the end', async () => {
    const bot = await aTerm()
    await bot.clockTo('2026-12-20 23:59')
    const said = await chased(bot)
    expect(said.map((notice) => notice.at)).toEqual([at('2026-12-04 09:00'), at('2026-12-17 09:00')])
    expect(said[0]?.mentions).toEqual(['陈磊'])
    expect(said[0]?.text).toContain('到2026年12月20日（还有16天）')
    expect(said[0]?.text).toContain('职责：活动1次，已开展0次，未完成')
    expect(said[0]?.text).toContain('/活动 主题:')
    expect(await outcome(bot)).toBeUndefined()
    await bot.clockTo('2026-12-21 00:00')
    expect(await outcome(bot)).toEqual({ met: false, counted: [] })
    const history = await (await bot.ledger.view()).history(chairTerm, '轮值-2026-001')
    expect(history.map(({ act, note }) => [act, note])).toEqual([['create', undefined], ['close', '未完成']])
    expect((await bot.say('wangmin', group, '/轮值 中河中学', '2026-12-21 09:00'))[0]).toContain('（已结束，未完成）')
  })

  it.each([
    ['the chair’s unit hosts', 'chenlei', '/活动 主题:团课 时间:昨天 人数:40'],
    ['the committee hosts', 'wangmin', '/活动 主题:联谊 时间:昨天 人数:40'],
    ['the chair’s unit hosts too', 'sunyan', '/活动 主题:合办 时间:昨天 人数:40 联办:中河中学'],
  ])('are met by a held activity that %s', async (_, sender, text) => {
    const bot = await aTerm()
    expect((await bot.say(sender, group, text, '2026-11-10 09:00'))[0]).toContain('轮值主席任期活动（轮值-2026-001）')
    await bot.clockTo('2026-12-21 00:00')
    expect(await chased(bot)).toEqual([])
    expect(await outcome(bot)).toEqual({ met: true, counted: ['活动-2026-001'] })
  })

  it.each([
    ['another member unit’s', 'sunyan', '/活动 主题:自己的 时间:昨天 人数:40', '2026-11-10 09:00'],
    ['one from before the term', 'chenlei', '/活动 主题:早的 时间:10月8日 人数:40', '2026-11-10 09:00'],
    ['one that was cancelled', 'chenlei', '/活动 主题:取消的 时间:11月20日', '2026-11-10 09:00'],
  ])('are not met by %s', async (_, sender, text, when) => {
    const bot = await aTerm()
    expect((await bot.say(sender, group, text, when))[0]).not.toContain('任期活动')
    if (text.includes('取消的')) await bot.say('chenlei', group, '/取消活动 活动-2026-001 下雨', when)
    await bot.clockTo('2026-12-21 00:00')
    expect(await chased(bot)).toHaveLength(2)
    expect(await outcome(bot)).toEqual({ met: false, counted: [] })
  })

  it('name a planned activity with the command that confirms it', async () => {
    const bot = await aTerm()
    await bot.say('chenlei', group, '/活动 主题:团课 时间:12月10日', '2026-11-10 09:00')
    await bot.clockTo('2026-12-04 12:00')
    expect((await chased(bot))[0]?.text).toContain('已计划 活动-2026-001《团课》，办完请发：/活动 已办 活动-2026-001')
  })

  it('are silent once they are met', async () => {
    const bot = await aTerm()
    await bot.clockTo('2026-12-04 12:00')
    await bot.say('chenlei', group, '/活动 主题:团课 时间:昨天 人数:9', '2026-12-08 09:00')
    await bot.clockTo('2026-12-20 12:00')
    expect(await chased(bot)).toHaveLength(1)
  })

  it('follow a list: an activity of a named kind counts for that one only', async () => {
    const bot = await startQuietBot(start)
    await bot.say('wangmin', group, '【轮值】\n单位:中河中学\n任期:10月9日至12月20日\n职责:联席会议1次\n活动1次', start)
    await bot.say('chenlei', group, '/活动 主题:第一次联席会议 时间:昨天 类型:联席会议', '2026-11-10 09:00')
    const answer = (await bot.say('chenlei', group, '/轮值', '2026-11-10 09:01'))[0]
    expect(answer).toContain('职责：联席会议1次，已开展1次（活动-2026-001），已完成')
    expect(answer).toContain('职责：活动1次，已开展0次，未完成')
  })

  it('keep the mark of a past term when something is filed afterwards, and show it', async () => {
    const bot = await aTerm()
    await bot.clockTo('2026-12-21 00:00')
    expect((await bot.say('chenlei', group, '/活动 主题:补报 时间:12月19日 人数:30', '2026-12-21 09:00'))[0]).toContain('轮值主席任期活动（轮值-2026-001，任期已结束，记为期后补报）')
    expect(await outcome(bot)).toEqual({ met: false, counted: [] })
    expect((await bot.say('wangmin', group, '/轮值 中河中学', '2026-12-21 09:01'))[0]).toContain('未完成；期后补报活动-2026-001')
  })
})
