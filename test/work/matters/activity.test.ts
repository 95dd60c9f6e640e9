import { describe, expect, it } from 'vitest'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { activities } from '../../../src/work/matters/activity.ts'
import { at } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'

describe('the next activity to ask about', () => {
  it('is one whose day is over at that moment or later, so that the clock looks once and not at every instant', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:灯谜会 时间:12月12日18:30')
    await bot.say('wangmin', group, '/活动 主题:长跑 时间:12月14日')
    const view = await bot.ledger.view()
    const ask = { view, directory: view.directory, calendar: chineseCalendar(), now: at('2026-11-16 09:00') }
    const next = (from: number) => activities.nextDue(ask, from)
    const [first, second] = [at('2026-12-13 00:00'), at('2026-12-15 00:00')]
    for (const from of [at('2026-12-01 00:00'), at('2026-12-12 19:00'), first]) expect(await next(from)).toBe(first)
    for (const from of [first + 1, at('2026-12-13 18:30'), at('2026-12-14 00:00'), second]) expect(await next(from)).toBe(second)
    expect(await next(second + 1)).toBeUndefined()
  })
})

describe('a planned activity whose day is over', () => {
  it('is asked about once, the next working day, and never called overdue', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00', '2026-11-16 09:01')
    await bot.say('wangmin', group, '/活动 主题:植树 时间:11月20日', '2026-11-16 09:02')
    await bot.say('wangmin', group, '/取消活动 活动-2026-002 下雨', '2026-11-16 09:03')
    await bot.clockTo('2026-11-23 09:29')
    const before = (await bot.said(group)).length
    await bot.clockTo('2026-12-10 18:00')
    const after = (await bot.said(group)).slice(before)
    expect(after.map(({ text }) => text).join()).not.toContain('逾期')
    const asked = after.filter(({ text }) => text.includes('活动-2026-001'))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ at: Date.parse('2026-11-23T09:30:00+08:00'), mentions: ['王敏'] })
    expect(asked[0]?.text).toContain('/活动 已办 活动-2026-001 人数:')
    expect(asked[0]?.text).not.toContain('活动-2026-002')
  })

  it('is not asked about when it was confirmed in time', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00', '2026-11-16 09:01')
    await bot.say('wangmin', group, '/活动 已办 活动-2026-001 人数:30', '2026-11-20 18:00')
    await bot.clockTo('2026-12-01 18:00')
    expect((await bot.said(group)).filter(({ text }) => text.includes('请确认'))).toEqual([])
  })
})
