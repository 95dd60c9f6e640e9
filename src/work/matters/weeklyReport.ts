/** Weekly reports that are owed and not filed (S5). */
import type { Unit } from '../../domain/directory.ts'
import { reportSlot, spellWeek, weeklyReport } from '../../domain/records/weeklyReport.ts'
import { firstWeek, owingBelow } from '../../domain/owing.ts'
import { reportDue } from '../../domain/reportWeek.ts'
import { addDays, dayOf, instant, mondayOf, type Day } from '../../domain/time.ts'
import type { Matter, MatterAsk, MatterSource } from './matter.ts'

/** How many weeks ahead are looked through for one that owes a report; holidays are never longer. */
const weeksAhead = 8

/** Of the units at and below `path`, those that owe the week's report and have not filed it, in tree order, with when they came to owe it. */
export async function missingReports({ view, directory }: Pick<MatterAsk, 'view' | 'directory'>, week: Day, path: string): Promise<{ unit: Unit; since: number }[]> {
  const owing = owingBelow(directory, path)
  if (owing.length === 0 || week < firstWeek(directory)) return []
  const at = instant(week)
  const filed = new Set((await view.list(weeklyReport, 'week', path, { from: at, to: at })).map((report) => report.unit))
  // A unit that joined later owes nothing for the weeks before.
  const over = instant(addDays(week, 7))
  return owing.flatMap((unit) => (filed.has(unit.path) || unit.since >= over ? [] : [{ unit, since: Math.max(at, unit.since) }]))
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
    // Nobody is chased for what was due before their unit, or the pilot, was there.
    const lists = await Promise.all(weeks.flatMap(({ week, due }) => paths.map(async (path) =>
      (await missingReports(ask, week, path)).filter(({ since }) => since < due).map(mattersOf(week, due, now)))))
    return lists.flat()
  },
  async nextDue(ask, from) {
    const { directory, calendar } = ask
    let week = laterOf(firstWeek(directory), mondayOf(dayOf(from)))
    for (let i = 0; i < weeksAhead; i++, week = addDays(week, 7)) {
      const due = reportDue(week, directory.settings.weeklyReport.due, calendar)
      if (due === undefined || due < from) continue
      for (const path of roots(ask)) if ((await missingReports(ask, week, path)).length > 0) return due
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
