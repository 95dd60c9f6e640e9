import { weeklyReport } from '../../domain/records/weeklyReport.ts'
import { owingBelow } from '../../domain/owing.ts'
import { reportDue } from '../../domain/reportWeek.ts'
import { dayOf, instant, mondayOf, spellDue } from '../../domain/time.ts'
import { missingReports } from '../matters/weeklyReport.ts'
import type { Indicator } from './indicator.ts'

/** This week's reports of the unit and those below it (S5). */
export const reports: Indicator = {
  label: '周报',
  async of({ unit, view, calendar, now }) {
    const { directory } = view
    const week = mondayOf(dayOf(now))
    const owing = owingBelow(directory, unit.path)
    const due = reportDue(week, directory.settings.weeklyReport.due, calendar)
    if (owing.length === 0 || due === undefined) {
      const filed = await view.count(weeklyReport, 'week', unit.path, { from: instant(week), to: instant(week) })
      return filed > 0 ? [`周报：本周已报${filed}份`] : []
    }
    const missing = await missingReports(view, week, unit.path)
    const state = missing.length === 0 ? '，已报齐' : now > due ? '，已逾期' : `，截止 ${spellDue(due, true)}`
    return [`周报：本周应报${owing.length}份，已报${owing.length - missing.length}份${state}`]
  },
  measure: {
    what: '本周已报/应报',
    async of({ unit, view, calendar, now }) {
      const { directory } = view
      const week = mondayOf(dayOf(now))
      const owing = owingBelow(directory, unit.path).length
      if (owing === 0 || reportDue(week, directory.settings.weeklyReport.due, calendar) === undefined) return undefined
      const filed = owing - (await missingReports(view, week, unit.path)).length
      return { value: filed / owing, text: `${filed}/${owing}` }
    },
  },
}
