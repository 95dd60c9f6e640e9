/** Reports filed in the period, and how the weeks' reports stand. */
import { weeklyReport, type WeeklyReportData } from '../../../domain/records/weeklyReport.ts'
import { firstWeek, owingBelow } from '../../../domain/owing.ts'
import { reportDue, reportWeekFor } from '../../../domain/reportWeek.ts'
import { addDays, dayOf, mondayOf, type Day } from '../../../domain/time.ts'
import type { MatterAsk } from '../../matters/matter.ts'
import { missingReports } from '../../matters/weeklyReport.ts'
import { filingsOf } from '../../reports/filedWeeks.ts'
import type { Rec } from '../../../domain/record.ts'
import type { View } from '../../../ledger/types.ts'
import type { WeekItem } from '../../../bulletin/material.ts'
import type { Sort, Window } from './recorded.ts'

export const reportSort: Sort<WeeklyReportData> = { name: 'weeklyReport', kind: weeklyReport, index: 'filed' }

/**
 * Notes that the issue draws on the reports at and below its unit: when one of them comes in or is changed before the issue is committed it is drafted
 * anew, since it would tell of a unit that has not reported, or print what nobody says any more. All else that comes in goes into the next issue.
 */
export const drawsOnReports = async (view: View, unit: string): Promise<void> => void (await view.count(weeklyReport, 'week', unit, { limit: 1 }))

/** After a long stop at most this many weeks are given account of. */
const mostWeeks = 5

/** `reports` are those filed in the period. The weeks an issue gives account of: those that fell due in its period and the one that is running, unless its cut-off lies in the hours that belong to the week before (S5). */
export async function weekItems(ask: MatterAsk, { unit, from, to }: Window, reports: Promise<readonly Rec<WeeklyReportData>[]>): Promise<WeekItem[]> {
  const { directory, calendar } = ask
  if (owingBelow(directory, unit).length === 0) return []
  const running = mondayOf(dayOf(to))
  const items: Promise<WeekItem>[] = []
  for (let week = latest(firstWeek(directory), mondayOf(dayOf(from)), addDays(running, -7 * mostWeeks)); week <= running; week = addDays(week, 7)) {
    const due = reportDue(week, directory.settings.weeklyReport.due, calendar)
    if (due === undefined || due < from) continue
    if (due >= to && reportWeekFor(to, true) !== week) continue
    items.push(weekItem(ask, { week, due, over: due < to, unit }, reports))
  }
  return Promise.all(items)
}

const latest = (...days: Day[]): Day => days.reduce((a, b) => (a > b ? a : b))

async function weekItem(ask: MatterAsk, spec: { week: Day; due: number; over: boolean; unit: string }, reports: Promise<readonly Rec<WeeklyReportData>[]>): Promise<WeekItem> {
  const { week, due, over, unit } = spec
  const filings = await filingsOf(ask.view, week, unit, reports)
  const missing = await missingReports(ask.view, week, unit)
  const onTime: string[] = []
  const late: string[] = []
  owingBelow(ask.view.directory, unit).forEach(({ path }, i) => {
    const filed = filings[i] ?? NaN
    if (!Number.isNaN(filed)) (filed > due ? late : onTime).push(path)
  })
  return {
    week, due, covered: ask.calendar.covers(dayOf(due)), onTime, late,
    notDue: over ? [] : missing.map(({ path }) => path),
    missing: over ? missing.length : 0,
  }
}
