import { describe, expect, it } from 'vitest'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { duties, handovers, takeOvers } from '../../../src/work/matters/chair.ts'
import { at, type TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const street = '浙江省/宁波市/鄞州区/中河街道'
const window = { from: at('2026-10-01 00:00'), to: at('2027-06-01 00:00') }
const ask = async (bot: TestBot) => {
  const view = await bot.ledger.view()
  return { view, directory: view.directory, calendar: chineseCalendar(), now: bot.now() }
}
const brief = ({ unit, due, since, next }: { unit: string; due: number; since: number; next: string }) => [unit.split('/').at(-1), due, since, next.split(' ')[0]]

describe('what the chair owes', () => {
  it('is the duty until the term ends, the handover until 30 days after, then taking over', async () => {
    const bot = await startQuietBot('2026-10-09 09:00')
    await bot.say('wangmin', group, '/轮值 中河中学 10月9日至11月30日', '2026-10-09 09:00')
    await bot.say('wangmin', group, '/轮值 中河医院 12月1日至2月28日', '2026-10-09 09:00')
    expect((await duties.open(await ask(bot), window)).map(brief)).toEqual([
      ['中河中学', at('2026-12-01 00:00'), at('2026-10-09 09:00'), '/活动'],
      ['中河医院', at('2027-03-01 00:00'), at('2026-12-01 00:00'), '/活动'],
    ])
    expect((await handovers.open(await ask(bot), window)).map(brief)).toEqual([
      ['中河中学', at('2026-12-31 00:00'), at('2026-11-16 00:00'), '/交接'],
      ['中河医院', at('2027-03-31 00:00'), at('2027-02-14 00:00'), '/交接'],
    ])
    expect(await takeOvers.open(await ask(bot), window)).toEqual([])
    for (const from of ['2026-12-01 00:00', '2026-12-30 12:00']) expect(await handovers.nextDue(await ask(bot), at(from))).toBe(at('2026-12-31 00:00'))

    await bot.say('chenlei', group, '/交接 已办:都办了', '2026-12-01 10:00')
    expect((await duties.open(await ask(bot), window)).map(brief)).toEqual([['中河医院', at('2027-03-01 00:00'), at('2026-12-01 00:00'), '/活动']])
    expect((await handovers.open(await ask(bot), { ...window, unit: `${street}/中河中学` })).map(brief)).toEqual([])
    expect((await takeOvers.open(await ask(bot), window)).map(brief)).toEqual([['中河医院', at('2026-12-31 00:00'), at('2026-12-01 10:00'), '/接任']])
    expect(await takeOvers.open(await ask(bot), { ...window, unit: `${street}/鄞州银行` })).toEqual([])

    await bot.say('linhua', group, '/接任', '2026-12-01 11:00')
    expect(await takeOvers.open(await ask(bot), window)).toEqual([])
    expect(await takeOvers.nextDue(await ask(bot), window.from)).toBeUndefined()
  })

  it('several handovers that wait: the clock looks at the one due first', async () => {
    const bot = await startQuietBot('2026-10-09 09:00')
    for (const term of ['中河中学 10月9日至11月30日', '中河医院 12月1日至12月20日', '鄞州银行 12月21日至2月28日']) await bot.say('wangmin', group, `/轮值 ${term}`, '2026-10-09 09:00')
    await bot.say('chenlei', group, '/交接 已办:都办了', '2026-12-01 10:00')
    await bot.say('linhua', group, '/交接 已办:都办了', '2026-12-21 10:00')
    const dues = [at('2026-12-31 00:00'), at('2027-01-20 00:00')]
    expect((await takeOvers.open(await ask(bot), window)).map(({ due }) => due)).toEqual(dues)
    expect(await takeOvers.nextDue(await ask(bot), window.from)).toBe(dues[0])
    expect(await takeOvers.nextDue(await ask(bot), at('2027-01-01 00:00'))).toBe(dues[1])
  })

  it('is nothing for a handover that is too late to file', async () => {
    const bot = await startQuietBot('2026-10-09 09:00')
    await bot.say('wangmin', group, '/轮值 中河中学 10月9日至10月31日', '2026-10-09 09:00')
    await bot.clockTo('2026-11-30 23:59')
    expect(await handovers.open(await ask(bot), window)).toHaveLength(1)
    await bot.clockTo('2026-12-01 00:00')
    expect(await handovers.open(await ask(bot), window)).toEqual([])
  })

  it('reminds of an unfiled handover before its last day, in the group, by name', async () => {
    const bot = await startQuietBot('2026-10-09 09:00')
    await bot.say('wangmin', group, '/轮值 中河中学 10月9日至10月31日', '2026-10-09 09:00')
    await bot.clockTo('2026-12-10 12:00')
    const said = (await bot.said(group)).filter(({ text }) => text.includes('轮值主席交接》'))
    expect(said[0]?.at).toBe(at('2026-11-27 10:00'))
    expect(said[0]?.text).toContain('/交接 已办:')
    expect(said.every(({ text }) => !text.includes('逾期'))).toBe(true)
  })
})
