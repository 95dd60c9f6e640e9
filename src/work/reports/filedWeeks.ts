/** Which reports have been filed: of one week by many units, or of many weeks (S5). */
import type { Unit } from '../../domain/directory.ts'
import { owingBelow, placeInOwing } from '../../domain/owing.ts'
import type { Rec } from '../../domain/record.ts'
import { weeklyReport, type WeeklyReportData } from '../../domain/records/weeklyReport.ts'
import { addDays, instant, type Day } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'

/** By unit, in step with `owingBelow`: when it first filed a report (ms), NaN where it has filed none. Plain numbers: a province has tens of thousands. */
export type Filings = Float64Array

const known = new WeakMap<View, Map<string, Promise<Filings>>>()

type Reports = readonly Rec<WeeklyReportData>[]

/** All reports of a week at and below `path`: those among some that are read anyhow, when they are as many as there are. */
async function reportsOf(view: View, week: Day, path: string, among: Promise<Reports>): Promise<Reports> {
  const only = { from: instant(week), to: instant(week) }
  // Asked together: on the way to Redis it is one message.
  const [read, count] = await Promise.all([among.then((some) => some.filter(({ data }) => data.week === week)), view.count(weeklyReport, 'week', path, only)])
  return read.length === count ? read : view.list(weeklyReport, 'week', path, only)
}

/**
 * What the units that owe reports at and below `path` have filed of a week. Worked out once for each view, by whoever asks first; `among` are
 * reports at and below `path` that are read anyhow.
 */
export function filingsOf(view: View, week: Day, path: string, among: Promise<Reports> = Promise.resolve([])): Promise<Filings> {
  const answers = known.get(view) ?? new Map<string, Promise<Filings>>()
  known.set(view, answers)
  const question = `${week}|${path}`
  const answer = answers.get(question) ?? reportsOf(view, week, path, among).then((reports) => {
    const filings = new Float64Array(owingBelow(view.directory, path).length).fill(NaN)
    const placeOf = placeInOwing(view.directory, path)
    for (const report of reports) {
      const place = placeOf(report.unit)
      if (place !== undefined) filings[place] = report.at
    }
    return filings
  })
  answers.set(question, answer)
  answer.catch(() => answers.delete(question))
  return answer
}

/** Weeks that follow one another without a gap. */
function stretches(weeks: readonly Day[]): Day[][] {
  const all: Day[][] = []
  for (const week of weeks) {
    const last = all.at(-1)
    if (last?.at(-1) === addDays(week, -7)) last.push(week)
    else all.push([week])
  }
  return all
}

/**
 * The weeks (Mondays, rising) of which each unit has filed nothing, by unit path; units that have filed all are not in it. Each unit's own reports
 * are counted, however many weeks there are: a stretch with as many reports as weeks lacks none, since a unit has one a week at most.
 */
export async function unfiledWeeks(view: View, units: readonly Unit[], weeks: readonly Day[]): Promise<ReadonlyMap<string, ReadonlySet<Day>>> {
  const all = stretches(weeks).map((stretch) => ({ stretch, from: instant(stretch[0] ?? ''), to: instant(stretch.at(-1) ?? '') }))
  const missing = new Map<string, Set<Day>>()
  await Promise.all(units.map(async ({ path }) => {
    const count = (from: number, to: number) => view.count(weeklyReport, 'own', path, { from, to })
    const own = new Set<Day>()
    for (const { stretch, from, to } of all) {
      const filed = await count(from, to)
      if (filed === stretch.length) continue
      for (const week of stretch) if (filed === 0 || (await count(instant(week), instant(week))) === 0) own.add(week)
    }
    if (own.size > 0) missing.set(path, own)
  }))
  return missing
}
