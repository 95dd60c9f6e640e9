/** When a weekly report is due and which week it is for (S5). */
import type { WeeklyMoment } from './records/directory.ts'
import { addDays, clockOf, dayOf, instant, mondayOf, weekdayOf, type Day } from './time.ts'
import type { WorkCalendar } from './workCalendar.ts'

/**
 * The instant (ms) at which the report of the week that begins on `monday` becomes late. When the due day is no working day it is the
 * week's last working day at the same time; a week without working days owes none: undefined.
 */
export function reportDue(monday: Day, due: WeeklyMoment, calendar: WorkCalendar): number | undefined {
  const dueDay = addDays(monday, due.weekday - 1)
  const date = calendar.isWorkday(dueDay) ? dueDay : calendar.workdaysOfWeek(monday).at(-1)
  return date === undefined ? undefined : instant(date, due.time)
}

/** The Monday of the week a report filed at `now` (ms) is for: before Monday 12:00, while last week's is missing, last week's. */
export function reportWeekFor(now: number, lastWeekMissing: boolean): Day {
  const today = dayOf(now)
  const stillLast = lastWeekMissing && weekdayOf(today) === 1 && clockOf(now) < '12:00'
  return mondayOf(stillLast ? addDays(today, -7) : today)
}
