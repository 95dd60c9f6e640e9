/** Weekly reports that are owed and not filed (S5). */
import type { Unit } from '../../domain/directory.ts'
import { reportSlot, spellWeek, weeklyReport } from '../../domain/records/weeklyReport.ts'
import { firstWeek, owingBelow } from '../../domain/owing.ts'
import { reportDue } from '../../domain/reportWeek.ts'
import { addDays, dayOf, instant, mondayOf, type Day } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import { filingsOf, unfiledWeeks } from '../reports/filedWeeks.ts'
import type { Matter, MatterAsk, MatterSource } from './matter.ts'

/** How many weeks ahead are looked through for one that owes a report; holidays are never longer. */
const weeksAhead = 8

/** Before the last so many weeks it is asked unit by unit what was not filed, not week by week. */
const recentWeeks = 8

interface Missing {
  unit: Unit
  since: number
}

/** Those of some units that owe a week's report and have not filed it, with when they came to owe it. */
function owed(units: readonly Unit[], week: Day, isFiled: (unit: Unit, i: number) => boolean): Missing[] {
  const at = instant(week)
  // A unit that joined later owes nothing for the weeks before.
  const over = instant(addDays(week, 7))
  const missing: Missing[] = []
  units.forEach((unit, i) => {
    if (unit.since < over && !isFiled(unit, i)) missing.push({ unit, since: Math.max(at, unit.since) })
  })
  return missing
}

/** Of the units at and below `path`, those that owe the week's report and have not filed it, in tree order, with when they came to owe it. */
export async function missingReports(view: View, week: Day, path: string): Promise<Missing[]> {
  const { directory } = view
  const owing = owingBelow(directory, path)
  if (owing.length === 0 || week < firstWeek(directory)) return []
  const filings = await filingsOf(view, week, path)
  return owed(owing, week, (_, i) => filings[i] !== undefined)
}

/** The same of several weeks. */
async function missingOf(view: View, weeks: readonly Day[], path: string): Promise<Missing[][]> {
  const old = weeks.slice(0, -recentWeeks)
  const owing = owingBelow(view.directory, path)
  const unfiled = old.length > 0 ? await unfiledWeeks(view, owing, old) : undefined
  return Promise.all(weeks.map((week, i) => (unfiled && i < old.length ? owed(owing, week, (unit) => unfiled.get(unit.path)?.has(week) !== true) : missingReports(view, week, path))))
}

/** The topmost units: together they hold every unit. */
const roots = ({ directory }: MatterAsk): string[] => directory.units.filter((unit) => directory.parent(unit.path) === undefined).map((unit) => unit.path)

export const weeklyReports: MatterSource = {
  label: weeklyReport.label,
  async open(ask, { from, to, unit }) {
    const { directory, calendar, now } = ask
    const last = mondayOf(dayOf(Math.min(to, now)))
    const weeks: { week: Day; due: number }[] = []
    for (let week = laterOf(firstWeek(directory), mondayOf(dayOf(Math.max(from, 0)))); week <= last; week = addDays(week, 7)) {
      const due = reportDue(week, directory.settings.weeklyReport.due, calendar)
      if (due !== undefined && due >= from && due <= to) weeks.push({ week, due })
    }
    const paths = unit === undefined ? roots(ask) : [unit]
    const missing = await Promise.all(paths.map((path) => missingOf(ask.view, weeks.map(({ week }) => week), path)))
    // Nobody is chased for what was due before their unit, or the pilot, was there.
    const lists = weeks.flatMap(({ week, due }, i) => missing.map((of) => (of[i] ?? []).filter(({ since }) => since < due).map(mattersOf(week, due, now))))
    return lists.flat()
  },
  async nextDue(ask, from) {
    const { directory, calendar } = ask
    let week = laterOf(firstWeek(directory), mondayOf(dayOf(from)))
    for (let i = 0; i < weeksAhead; i++, week = addDays(week, 7)) {
      const due = reportDue(week, directory.settings.weeklyReport.due, calendar)
      if (due === undefined || due < from) continue
      for (const path of roots(ask)) if ((await missingReports(ask.view, week, path)).length > 0) return due
    }
    return undefined
  },
}

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)

/** What is the same for all units is put into words once: a province has tens of thousands. */
function mattersOf(week: Day, due: number, now: number): (missing: { unit: Unit; since: number }) => Matter {
  const past = week !== mondayOf(dayOf(now))
  const title = spellWeek(week)
  const next = `/周报${past ? ` 周:${week}` : ''} 进展情况:…`
  return ({ unit, since }) => ({
    ref: `${weeklyReport.label}|${reportSlot(unit.path, week)}`, label: weeklyReport.label, unit: unit.path, title, due, timed: true, since, assignees: [], next, escalates: true,
  })
}
