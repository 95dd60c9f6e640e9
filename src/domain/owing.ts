/** Which units owe a weekly report (S5). */
import type { Directory, Unit } from './directory.ts'
import { mondayOf, type Day } from './time.ts'

/** Whether a unit is of a kind that owes reports. */
export const owesReports = (directory: Directory, unit: Pick<Unit, 'kind'>): boolean => directory.settings.weeklyReport.from.includes(unit.kind)

const known = new WeakMap<Directory, Map<string, readonly Unit[]>>()

/** The units that owe a report, at and below a path, in tree order. Worked out once for each directory. */
export function owingBelow(directory: Directory, path: string): readonly Unit[] {
  const paths = known.get(directory) ?? new Map<string, readonly Unit[]>()
  known.set(directory, paths)
  const owing = paths.get(path) ?? directory.below(path).filter((unit) => owesReports(directory, unit))
  paths.set(path, owing)
  return owing
}

/** The pilot's first week: nothing is owed for earlier ones. */
export const firstWeek = (directory: Directory): Day => mondayOf(directory.settings.since)
