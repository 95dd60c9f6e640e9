import { addDays, type Day, mondayOf } from '../../domain/time.ts'

const pad = (n: number, width = 2): string => String(n).padStart(width, '0')

/** How many days a month (1–12) has. */
export function lastOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The day at a year, month and day of month, or null when there is no such day. */
export function dayAt(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > lastOfMonth(year, month)) return null
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`
}

/** The month `shift` months after the one `day` lies in. */
export function monthAfter(day: Day, shift: number): { year: number; month: number } {
  const { year, month } = partsOf(day)
  const months = year * 12 + month - 1 + shift
  return { year: Math.floor(months / 12), month: (months % 12) + 1 }
}

/** The year, month and day of month of a day. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, day: date }
}

/** The Monday of the week `shift` weeks after the one `day` lies in. */
export const mondayAfter = (day: Day, shift: number): Day => addDays(mondayOf(day), 7 * shift)

/** The Monday of an ISO week, or null when the year has no such week. */
export function mondayOfWeek(year: number, week: number): Day | null {
  if (week < 1 || week > 53) return null
  const monday = addDays(mondayOf(`${pad(year, 4)}-01-04`), 7 * (week - 1))
  return partsOf(addDays(monday, 3)).year === year ? monday : null
}

/** 'HH:MM' from minutes after midnight, within one day. */
export const clockText = (minutes: number): string => `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`

/** Minutes after midnight of 'HH:MM'. */
export function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
