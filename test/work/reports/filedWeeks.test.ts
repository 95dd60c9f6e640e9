import { beforeAll, describe, expect, it } from 'vitest'
import { owingBelow } from '../../../src/domain/owing.ts'
import { create, voidRecord, type Change } from '../../../src/domain/record.ts'
import { kinds } from '../../../src/domain/records/index.ts'
import { weeklyReport } from '../../../src/domain/records/weeklyReport.ts'
import { reportDue } from '../../../src/domain/reportWeek.ts'
import { addDays, instant, type Day } from '../../../src/domain/time.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import type { Ledger, View } from '../../../src/ledger/types.ts'
import { loadSetup } from '../../../src/setup/load.ts'
import { parseSetup } from '../../../src/setup/yaml.ts'
import { weeklyReports } from '../../../src/work/matters/weeklyReport.ts'
import { filingsOf, unfiledWeeks } from '../../../src/work/reports/filedWeeks.ts'
import { at, smallPilot } from '../../support/bot.ts'
import { freshRedis } from '../../support/redis.ts'

const calendar = chineseCalendar()
const friday = { weekday: 5, time: '17:00' }
const first = '2025-11-17'
const weeks: Day[] = Array.from({ length: 44 }, (_, i) => addDays(first, 7 * i))
const [ningbo, hangzhou, wenzhou] = ['浙江省/宁波市', '浙江省/杭州市', '浙江省/温州市']
const district = '浙江省/宁波市/鄞州区'
const joined = at('2026-01-14 09:00')
/** Whether a unit filed: all but one week, some weeks, none; also for the holidays, and a district that owes none. */
const files = (unit: string, i: number): boolean =>
  unit === ningbo ? i !== 7 : unit === hangzhou ? (i * i) % 5 < 2 : unit === district

let ledger: Ledger

beforeAll(async () => {
  const { redis } = await freshRedis()
  ledger = openLedger(redis, { workspace: 'test-pilot', kinds })
  await loadSetup(ledger, parseSetup(smallPilot, 'pilot.yaml'), at('2025-11-17 09:00'))
  await loadSetup(ledger, parseSetup(smallPilot.replace('people:', `  - { path: ${wenzhou}, kind: 市 }\npeople:`), 'more.yaml'), joined)
  const changes: Change[] = [ningbo, hangzhou, district].flatMap((unit) =>
    weeks.flatMap((week, i) => (files(unit, i) ? [create(weeklyReport, { unit, now: instant(addDays(week, 3)), data: { week, due: null, progress: '完成' } })] : [])))
  await ledger.commit({ cause: { key: 'reports', day: first }, view: await ledger.view(), now: at('2026-09-20 09:00'), by: 'lixin', changes, notices: [] })
})

const now = at('2026-09-20 09:00')
const open = async (view: View, from = 0, unit?: string) =>
  (await weeklyReports.open({ view, directory: view.directory, calendar, now }, { from, to: now, ...(unit === undefined ? {} : { unit }) })).map(({ ref }) => ref)

/** Week by week, unit by unit. */
const expected = (unit?: string) =>
  weeks.flatMap((week, i) => {
    const due = reportDue(week, friday, calendar)
    if (due === undefined) return []
    return [ningbo, hangzhou, wenzhou]
      .filter((one) => (unit === undefined || one === unit) && !files(one, i) && (one !== wenzhou || joined < due))
      .map((one) => `周报|${one}|${week}`)
  })

describe('reports owed since the pilot began', () => {
  it('are the same whether asked week by week or unit by unit; holidays, other units and late comers change nothing', async () => {
    const view = await ledger.view()
    expect(weeks.some((week) => reportDue(week, friday, calendar) === undefined)).toBe(true)
    const found = await open(view)
    expect([...found].sort()).toEqual(expected().sort())
    expect(found.map((ref) => ref.slice(-10))).toEqual(found.map((ref) => ref.slice(-10)).sort())
    expect(await open(view, 0, ningbo)).toEqual(expected(ningbo))
    expect(await open(view, at('2026-09-01 00:00'))).toEqual(found.filter((ref) => ref.slice(-10) >= '2026-08-31'))
    expect(await open(view, 0, district)).toEqual([])
  })

  it('cost the reading of the last weeks alone', async () => {
    const view = await ledger.view()
    const asked: string[] = []
    const spied: View = { ...view, untracked: view, directory: view.directory, list: (kind, index, ...more) => (asked.push(index), view.list(kind, index, ...more)) }
    await open(spied)
    expect(asked).toEqual(Array.from({ length: 8 }, () => 'week'))
  })

  it('are told alike as one by one', async () => {
    const view = await ledger.view()
    const ask = { view, directory: view.directory, calendar, now }
    for (const unit of ['浙江省', hangzhou, district]) {
      const alike = (await weeklyReports.alike?.(ask, { from: 0, to: now, unit })) ?? []
      expect(alike.every(({ units }) => units.length > 0)).toBe(true)
      const one = (await weeklyReports.open(ask, { from: 0, to: now, unit })).map(({ label, title, due, timed, unit: path }) => ({ label, title, due, timed, path }))
      expect(alike.flatMap(({ units, ...what }) => units.map((path) => ({ ...what, path })))).toEqual(one)
    }
  })

  it('are seen as soon as an old report is voided', async () => {
    const view = await ledger.view()
    const [old] = await view.list(weeklyReport, 'own', ningbo, { limit: 1 })
    if (old) await ledger.commit({ cause: { key: 'void', day: first }, view, now, by: 'lixin', changes: [voidRecord(weeklyReport, old, 'lixin', now, '误')], notices: [] })
    expect(await open(await ledger.view(), 0, ningbo)).toEqual([`周报|${ningbo}|${first}`, ...expected(ningbo)])
  })
})

describe('what is filed', () => {
  it('is told of units: nothing of those that lack nothing', async () => {
    const view = await ledger.view()
    const units = view.directory.units.filter(({ path }) => [hangzhou, wenzhou, district].includes(path))
    const some = weeks.filter((_, i) => i !== 20).slice(10, 30)
    const found = await unfiledWeeks(view, units, some)
    expect(found.get(district)).toBeUndefined()
    expect([...(found.get(wenzhou) ?? [])]).toEqual(some)
    expect([...(found.get(hangzhou) ?? [])]).toEqual(some.filter((week) => !files(hangzhou, weeks.indexOf(week))))
  })

  it('is worked out once for each view, in step with the units that owe', async () => {
    const view = await ledger.view()
    const filings = await filingsOf(view, '2026-09-07', '浙江省')
    expect(await filingsOf(view, '2026-09-07', '浙江省')).toBe(filings)
    expect(owingBelow(view.directory, '浙江省').map(({ path }, i) => [path, filings[i]])).toEqual([[ningbo, now], [hangzhou, NaN], [wenzhou, NaN]])
    expect([...(await filingsOf(view, '2026-09-07', hangzhou))]).toEqual([NaN])
  })

  it('is told by reports that were read already, when they are as many as there are', async () => {
    const read = async (week: Day) => (await ledger.view()).list(weeklyReport, 'week', '浙江省', { from: instant(week), to: instant(week) })
    const [all, others] = [await read('2026-06-15'), await read('2026-06-22')]
    expect(all.length).toBeGreaterThan(1)
    const told = async (among: typeof all) => {
      const view = await ledger.view()
      const asked: string[] = []
      const spied: View = { ...view, untracked: view, directory: view.directory, list: (kind, index, ...more) => (asked.push(index), view.list(kind, index, ...more)) }
      return { filings: [...(await filingsOf(spied, '2026-06-15', '浙江省', Promise.resolve(among)))], asked }
    }
    const { filings } = await told([])
    expect(filings.filter((filed) => filed === now)).toHaveLength(all.filter(({ unit }) => unit !== district).length)
    expect(await told([...others, ...all].reverse())).toEqual({ filings, asked: [] })
    expect(await told([...others, ...all.slice(1)])).toEqual({ filings, asked: ['week'] })
    expect(await told(others)).toEqual({ filings, asked: ['week'] })
  })
})
