/** Which units owe a weekly report (S5). */
import type { Directory, Unit } from './directory.ts'
import { mondayOf, type Day } from './time.ts'

/** Whether a unit is of a kind that owes reports. */
export const owesReports = (directory: Directory, unit: Pick<Unit, 'kind'>): boolean => directory.settings.weeklyReport.from.includes(unit.kind)

/** All units that owe a report, in tree order; `before` says of each place among all units how many of them stand before it. */
interface Owing {
  units: readonly Unit[]
  before: Uint32Array
}

const known = new WeakMap<Directory, Owing>()

/** Worked out once for each directory. */
function owingOf(directory: Directory): Owing {
  const kept = known.get(directory)
  if (kept) return kept
  const units: Unit[] = []
  const before = new Uint32Array(directory.units.length + 1)
  directory.units.forEach((unit, i) => {
    if (owesReports(directory, unit)) units.push(unit)
    before[i + 1] = units.length
  })
  const owing = { units, before }
  known.set(directory, owing)
  return owing
}

/** The units that owe a report, at and below a path, in tree order. */
export function owingBelow(directory: Directory, path: string): readonly Unit[] {
  const { units, before } = owingOf(directory)
  const stretch = directory.stretch(path)
  return stretch ? units.slice(before[stretch.from], before[stretch.to]) : []
}

/** Tells by its path where a unit stands in `owingBelow(directory, path)`; undefined when it is not in it. Quickest when asked in tree order. */
export function placeInOwing(directory: Directory, path: string): (unit: string) => number | undefined {
  const { units, before } = owingOf(directory)
  const { from, to } = directory.stretch(path) ?? { from: 0, to: 0 }
  const [first, end] = [before[from] ?? 0, before[to] ?? 0]
  let next = first
  return (unit) => {
    if (next >= end || units[next]?.path !== unit) {
      const at = directory.stretch(unit)?.from ?? to
      const place = before[at] ?? 0
      if (at < from || at >= to || before[at + 1] === place) return undefined
      next = place
    }
    return next++ - first
  }
}

/** The pilot's first week: nothing is owed for earlier ones. */
export const firstWeek = (directory: Directory): Day => mondayOf(directory.settings.since)
