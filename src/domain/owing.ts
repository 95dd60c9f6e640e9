/** Which units owe a weekly report (S5). */
import type { Directory, Unit } from './directory.ts'
import { mondayOf, type Day } from './time.ts'

/** Whether a unit is of a kind that owes reports. */
export const owesReports = (directory: Directory, unit: Pick<Unit, 'kind'>): boolean => directory.settings.weeklyReport.from.includes(unit.kind)

/** The units that owe a report, at and below a path, in tree order. */
export const owingBelow = (directory: Directory, path: string): Unit[] => directory.below(path).filter((unit) => owesReports(directory, unit))

/** The pilot's first week: nothing is owed for earlier ones. */
export const firstWeek = (directory: Directory): Day => mondayOf(directory.settings.since)
