/** Weekly reports that are owed and not filed (S5). */
import type { Unit } from '../../domain/directory.ts'
import { unitWeek, spellWeek, weeklyReport } from '../../domain/records/weeklyReport.ts'
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

/** A unit that joined later owes nothing for the week. */
const overAt = (week: Day): number => instant(addDays(week, 7))

/** Of the units at and below `path` that were there `before` a moment (ms), those that owe the week's report and have not filed it, in tree order. */
export async function missingReports(view: View, week: Day, path: string, before = overAt(week)): Promise<Unit[]> {
  const { directory } = view
  const owing = owingBelow(directory, path)
  if (owing.length === 0 || week < firstWeek(directory)) return []
  const filings = await filingsOf(view, week, path)
  return owing.filter(({ since }, i) => Number.isNaN(filings[i]) && since < before)
}

interface Due {
  week: Day
  /** ms */
  due: number
}

/** A week's report, and the units that still owe it, in tree order. */
interface Lack extends Due {
  units: Unit[]
}

/** What units at and below `path` lack of several weeks. Nobody is chased for what was due before their unit was there. */
async function lackingOf(view: View, weeks: readonly Due[], path: string): Promise<Unit[][]> {
  const old = weeks.slice(0, -recentWeeks)
  const owing = old.length > 0 ? owingBelow(view.directory, path) : []
  const unfiled = await unfiledWeeks(view, owing, old.map(({ week }) => week))
  return Promise.all(weeks.map(({ week, due }, i) =>
    i < old.length ? owing.filter(({ path: one, since }) => since < due && unfiled.get(one)?.has(week) === true) : missingReports(view, week, path, due)))
}

/** Reports due in a window (ms, inclusive) that were not filed at and below some units, week by week since the pilot began. */
async function lacking({ view, directory, calendar, now }: MatterAsk, { from, to }: { from: number; to: number }, paths: readonly string[]): Promise<Lack[]> {
  const last = mondayOf(dayOf(Math.min(to, now)))
  const weeks: Due[] = []
  for (let week = laterOf(firstWeek(directory), mondayOf(dayOf(Math.max(from, 0)))); week <= last; week = addDays(week, 7)) {
    const due = reportDue(week, directory.settings.weeklyReport.due, calendar)
    if (due !== undefined && due >= from && due <= to) weeks.push({ week, due })
  }
  const missing = await Promise.all(paths.map((path) => lackingOf(view, weeks, path)))
  return weeks.map(({ week, due }, i) => ({ week, due, units: ([] as Unit[]).concat(...missing.map((of) => of[i] ?? [])) }))
}

/** The topmost units: together they hold every unit. */
const roots = ({ directory }: MatterAsk): string[] => directory.units.filter((unit) => directory.parent(unit.path) === undefined).map((unit) => unit.path)

export const weeklyReports: MatterSource = {
  label: weeklyReport.label,
  open: async (ask, { unit, ...window }) => (await lacking(ask, window, unit === undefined ? roots(ask) : [unit])).flatMap((lack) => lack.units.map(matterOf(lack, ask.now))),
  async alike(ask, { unit, ...window }) {
    const lacks = (await lacking(ask, window, [unit])).filter(({ units }) => units.length > 0)
    return lacks.map(({ week, due, units }) => ({ label: weeklyReport.label, title: spellWeek(week), due, timed: true, units: units.map(({ path }) => path) }))
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
function matterOf({ week, due }: Lack, now: number): (unit: Unit) => Matter {
  const begins = instant(week)
  const title = spellWeek(week)
  const next = `/周报${week === mondayOf(dayOf(now)) ? '' : ` 周:${week}`} 进展情况:…`
  return ({ path, since }) => ({
    ref: `${weeklyReport.label}|${unitWeek(path, week)}`, label: weeklyReport.label, unit: path, title, due, timed: true, since: Math.max(begins, since), assignees: [], next, escalates: true,
  })
}
