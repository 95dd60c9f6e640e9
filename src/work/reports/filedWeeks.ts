/** Which reports have been filed: of one week by many units, or of many weeks (S5). */
import type { Unit } from '../../domain/directory.ts'
import { owingBelow } from '../../domain/owing.ts'
import { weeklyReport } from '../../domain/records/weeklyReport.ts'
import { addDays, instant, type Day } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'

/** By unit, in step with `owingBelow`: when it first filed a report (ms), undefined where it has filed none. */
export type Filings = readonly (number | undefined)[]

const known = new WeakMap<View, Map<string, Promise<Filings>>>()

/** What the units that owe reports at and below `path` have filed of a week. Worked out once for each view. */
export function filingsOf(view: View, week: Day, path: string): Promise<Filings> {
  const answers = known.get(view) ?? new Map<string, Promise<Filings>>()
  known.set(view, answers)
  const question = `${week}|${path}`
  const at = instant(week)
  const answer = answers.get(question) ?? view.list(weeklyReport, 'week', path, { from: at, to: at }).then((reports) => {
    const filed = new Map(reports.map((report) => [report.unit, report.at]))
    return owingBelow(view.directory, path).map((unit) => filed.get(unit.path))
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
