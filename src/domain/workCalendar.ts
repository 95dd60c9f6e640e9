import type { Day } from './time.ts'

/** Working days by the State Council's yearly list, make-up working days included. */
export interface WorkCalendar {
  isWorkday(date: Day): boolean
  /** Whether the year is covered by published data; if not, Monday to Friday is used and the answer must say so. */
  covers(date: Day): boolean
  /** The last working day strictly before. */
  workdayBefore(date: Day): Day
  /** The day itself when it is a working day, else the next one. */
  workdayFrom(date: Day): Day
  /** The day `n` working days later (n ≥ 1; the day itself does not count). */
  addWorkdays(date: Day, n: number): Day
  /** Working days of the week a day lies in, in order; may be empty. */
  workdaysOfWeek(date: Day): Day[]
}
