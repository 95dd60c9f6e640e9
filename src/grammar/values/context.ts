import type { WorkCalendar } from '../../domain/workCalendar.ts'

/**
 * Which of several possible days is meant when the year (or month) is left out:
 * the nearest either way, the latest one up to today, or the next one from today on.
 */
export type Lean = 'nearest' | 'past' | 'ahead'

/** What reading a date or time depends on besides the text. */
export type ValueContext = {
  /** The moment of reading, epoch milliseconds. */
  readonly now: number
  /** What 中午 means, 'HH:MM'. */
  readonly noon: string
  /** What 下班前 means, 'HH:MM'. */
  readonly endOfWork: string
  /**
   * The working day `count` working days after `day` (before it when negative), 'YYYY-MM-DD';
   * null when the holiday calendar does not reach that far. Without it, working days are refused.
   */
  readonly addWorkingDays?: (day: string, count: number) => string | null
}

/** A context at `now` with noon at 12:00 and the end of work at 17:30 unless set. */
export function valueContext(now: number, settings: Partial<Omit<ValueContext, 'now'>> = {}): ValueContext {
  return { noon: '12:00', endOfWork: '17:30', ...settings, now }
}

/** Counts working days by a calendar; null where the calendar has no list for the year it arrives in. */
export function workingDaysBy(calendar: WorkCalendar): NonNullable<ValueContext['addWorkingDays']> {
  return (day, count) => {
    let at = count > 0 ? calendar.addWorkdays(day, count) : day
    for (let left = -count; left > 0; left--) at = calendar.workdayBefore(at)
    return calendar.covers(at) ? at : null
  }
}
