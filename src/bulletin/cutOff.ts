/** When a unit's bulletin is due: its groups' weekly moment, or the same hour of the next working day (S6). */
import type { Directory } from '../domain/directory.ts'
import type { WeeklyMoment } from '../domain/records/directory.ts'
import { addDays, dayOf, instant, mondayOf, type Day } from '../domain/time.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'

/** A unit that issues a bulletin. */
export interface Issuer {
  unit: string
  /** The earliest weekly moment of its groups: one issue serves them all. */
  moment: WeeklyMoment
  /** Ids of its groups that receive it. */
  groups: string[]
}

/** Units with at least one group whose bulletin is on, in order of their groups. */
export function issuers(directory: Directory): Issuer[] {
  const byUnit = new Map<string, Issuer>()
  for (const { id, unit, bulletin } of directory.groups) {
    if (bulletin === null) continue
    const known = byUnit.get(unit)
    if (known === undefined) byUnit.set(unit, { unit, moment: bulletin, groups: [id] })
    else {
      known.groups.push(id)
      if (isBefore(bulletin, known.moment)) known.moment = bulletin
    }
  }
  return [...byUnit.values()]
}

const isBefore = (a: WeeklyMoment, b: WeeklyMoment): boolean => a.weekday < b.weekday || (a.weekday === b.weekday && a.time < b.time)

/** The cut-off of the week that begins on `monday`, ms; a long holiday may carry it into a later week. */
const cutOffOf = (monday: Day, { weekday, time }: WeeklyMoment, calendar: WorkCalendar): number =>
  instant(calendar.workdayFrom(addDays(monday, weekday - 1)), time)

/** No holiday carries a cut-off further than this many weeks. */
const furthest = 3

/** The first cut-off after an instant, ms. */
export function nextCutOff(after: number, moment: WeeklyMoment, calendar: WorkCalendar): number {
  for (let monday = addDays(mondayOf(dayOf(after)), -7 * furthest); ; monday = addDays(monday, 7)) {
    const at = cutOffOf(monday, moment, calendar)
    if (at > after) return at
  }
}

/** The last cut-off at or before an instant, ms. */
export function lastCutOff(now: number, moment: WeeklyMoment, calendar: WorkCalendar): number {
  for (let monday = mondayOf(dayOf(now)); ; monday = addDays(monday, -7)) {
    const at = cutOffOf(monday, moment, calendar)
    if (at <= now) return at
  }
}
