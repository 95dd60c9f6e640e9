/** Which week a report is for, whether it is owed, and how its filing is told (S5). */
import type { Unit } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { firstWeek, owesReports } from '../../domain/owing.ts'
import type { Rec } from '../../domain/record.ts'
import { unit as unitKind } from '../../domain/records/directory.ts'
import { spellWeek, weeklyReport, type WeeklyReportData } from '../../domain/records/weeklyReport.ts'
import { reportDue, reportWeekFor } from '../../domain/reportWeek.ts'
import { addDays, dayOf, instant, mondayOf, momentOf, spellDeadline, spellMoment, yearOf, type Day } from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

type At = Pick<Context, 'now' | 'calendar'>

/** The unit's report of a week, if it has been filed. */
export async function filed(view: View, unit: string, week: Day): Promise<Rec<WeeklyReportData> | undefined> {
  const at = instant(week)
  return (await view.list(weeklyReport, 'own', unit, { from: at, to: at }))[0]
}

/** When the unit's report of a week becomes late, ms; undefined when it owes none. */
export async function owedAt(view: View, { calendar }: At, unit: Unit, week: Day): Promise<number | undefined> {
  const { directory } = view
  if (!owesReports(directory, unit) || week < firstWeek(directory)) return undefined
  const joined = (await view.get(unitKind, unit.path))?.at ?? 0
  return mondayOf(dayOf(joined)) > week ? undefined : reportDue(week, directory.settings.weeklyReport.due, calendar)
}

/** The week a report filed now is for, and what the answer must say about it. Throws SayToUser for a week that lies ahead. */
export async function reportWeek(view: View, at: At, unit: Unit, said: Day | undefined): Promise<{ week: Day; note?: string }> {
  const current = mondayOf(dayOf(at.now))
  if (said !== undefined) {
    if (said > current) throw new SayToUser(`“周”写的是${spellWeek(said)}，这一周还没有到；本周请写 周:本周，或者不写。`)
    return { week: said }
  }
  const last = addDays(current, -7)
  const lastMissing = (await owedAt(view, at, unit, last)) !== undefined && (await filed(view, unit.path, last)) === undefined
  const week = reportWeekFor(at.now, lastMissing)
  if (week === current) return { week }
  return { week, note: `上周的还没有报，周一12:00前报送的算上周（${spellWeek(last)}）；报本周的请写 周:本周。` }
}

/** `2026年11月20日 14:00，按时（截止2026年11月20日（周五） 17:00）`; on time is judged by the first filing. */
export function timeliness(due: number | null, at: number, calendar: WorkCalendar): string {
  const when = spellMoment(momentOf(at))
  if (due === null) return `${when}（这一周本单位不须报送，照收）`
  const guess = calendar.covers(dayOf(due)) ? '' : `；${yearOf(due)}年放假安排尚无数据，按周一至周五计算`
  return `${when}，${at > due ? '逾期' : '按时'}（截止${spellDeadline(momentOf(due))}${guess}）`
}
