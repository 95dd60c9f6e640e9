import { beforeEach, describe, expect, it } from 'vitest'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import type { MatterAsk } from '../../../src/work/matters/matter.ts'
import { weeklyReports } from '../../../src/work/matters/weeklyReport.ts'
import { at, smallPilot, startBot, type TestBot } from '../../support/bot.ts'
import { loadSetup } from '../../../src/setup/load.ts'
import { parseSetup } from '../../../src/setup/yaml.ts'

const calendar = chineseCalendar()
let bot: TestBot

beforeEach(async () => {
  bot = await startBot({ now: '2026-11-18 09:00' })
})

async function asking(when: string): Promise<MatterAsk> {
  const view = await bot.ledger.view()
  return { view, directory: view.directory, calendar, now: at(when) }
}
async function open(when: string, from: string, to: string, unit?: string) {
  const window = { from: at(from), to: at(to), ...(unit !== undefined && { unit }) }
  return (await weeklyReports.open(await asking(when), window)).map(({ ref }) => ref)
}
const nextDue = async (when: string) => weeklyReports.nextDue(await asking(when), at(when))

describe('weekly reports as matters', () => {
  it('are owed by each unit of an owing kind, from the pilot’s first week on', async () => {
    expect(await open('2026-11-20 09:00', '2026-11-01 00:00', '2026-11-20 17:00')).toEqual(['周报|浙江省/宁波市|2026-11-16', '周报|浙江省/杭州市|2026-11-16'])
    expect(await open('2026-12-01 09:00', '2026-11-01 00:00', '2026-12-01 09:00')).toHaveLength(4)
  })

  it('are within the window and the unit asked for', async () => {
    expect(await open('2026-11-20 09:00', '2026-11-01 00:00', '2026-11-20 16:59')).toEqual([])
    expect(await open('2026-11-21 09:00', '2026-11-20 17:01', '2026-11-30 00:00')).toEqual([])
    expect(await open('2026-11-20 09:00', '2026-11-01 00:00', '2026-11-20 17:00', '浙江省/宁波市')).toEqual(['周报|浙江省/宁波市|2026-11-16'])
    expect(await open('2026-11-20 09:00', '2026-11-01 00:00', '2026-11-20 17:00', '浙江省/宁波市/鄞州区')).toEqual([])
  })

  it('are done as soon as they are filed', async () => {
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 10:00')
    expect(await open('2026-11-20 09:00', '2026-11-01 00:00', '2026-11-20 17:00')).toEqual(['周报|浙江省/杭州市|2026-11-16'])
  })

  it('are owed again when the report is voided', async () => {
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 10:00')
    await bot.say('zhaogang', '宁波市工作群', '/作废 周报-2026-001 报错了', '2026-11-18 10:05')
    expect(await open('2026-11-20 09:00', '2026-11-01 00:00', '2026-11-20 17:00')).toContain('周报|浙江省/宁波市|2026-11-16')
  })

  it('are not owed for weeks that have not begun', async () => {
    expect(await open('2026-11-22 23:59', '2026-11-23 00:00', '2026-12-31 00:00')).toEqual([])
    expect(await open('2026-11-23 00:00', '2026-11-23 00:00', '2026-12-31 00:00')).toHaveLength(2)
  })

  it('are not owed by a unit for the weeks before it joined', async () => {
    const setup = parseSetup(smallPilot.replace('people:', '  - { path: 浙江省/温州市, kind: 市 }\npeople:'), 'more.yaml')
    await loadSetup(bot.ledger, setup, at('2026-11-25 09:00'))
    expect(await open('2026-12-01 09:00', '2026-11-01 00:00', '2026-12-01 09:00', '浙江省/温州市')).toEqual(['周报|浙江省/温州市|2026-11-23'])
  })

  it('are owed by nobody in a week without working days', async () => {
    bot = await startBot({ now: '2026-02-16 09:00' })
    expect(await open('2026-02-22 09:00', '2026-02-16 00:00', '2026-02-22 23:59')).toEqual([])
    expect(await nextDue('2026-02-16 09:00')).toBe(at('2026-02-27 17:00'))
  })

  it('say what is due, when, since when and what to type', async () => {
    const [matter] = await weeklyReports.open(await asking('2026-11-20 09:00'), { from: at('2026-11-20 00:00'), to: at('2026-11-21 00:00') })
    expect(matter).toMatchObject({
      label: '周报', unit: '浙江省/宁波市', title: '2026年11月16日至11月22日', due: at('2026-11-20 17:00'), timed: true,
      since: at('2026-11-18 09:00'), next: '/周报 进展情况:…', escalates: true,
    })
    const [late] = await weeklyReports.open(await asking('2026-11-24 09:00'), { from: 0, to: at('2026-11-24 09:00') })
    expect(late?.next).toBe('/周报 周:2026-11-16 进展情况:…')
  })
})

describe('when the next report is due', () => {
  it('is the coming due time of the first week that is not all filed', async () => {
    expect(await nextDue('2026-11-18 09:00')).toBe(at('2026-11-20 17:00'))
    expect(await nextDue('2026-11-20 17:01')).toBe(at('2026-11-27 17:00'))
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 10:00')
    expect(await nextDue('2026-11-18 10:01')).toBe(at('2026-11-20 17:00'))
    await bot.say('qianfang', '全省试点工作群', '/周报 进展情况:完成', '2026-11-18 10:02')
    expect(await nextDue('2026-11-18 10:03')).toBe(at('2026-11-27 17:00'))
  })

  it('is never, when nobody owes any', async () => {
    bot = await startBot({ setup: smallPilot.replace('from: [市]', 'from: []') })
    expect(await nextDue('2026-11-18 09:00')).toBeUndefined()
  })
})

it('a pilot set up after the week\'s report was due chases nobody for that week', async () => {
  bot = await startBot({ now: '2026-11-21 09:00' })
  await bot.clockTo('2026-11-24 12:00')
  const said = (await bot.said('宁波市工作群')).map(({ text }) => text)
  expect(said.filter((text) => text.includes('周报'))).toEqual([])
  await bot.clockTo('2026-11-30 12:00')
  expect((await bot.said('宁波市工作群')).at(-1)?.text).toContain('逾期')
})
