/** Calendar arithmetic in Asia/Shanghai, a fixed +08:00 without daylight saving. Instants are epoch milliseconds. */

/** A calendar day, 'YYYY-MM-DD', in Asia/Shanghai. */
export type Day = string
/** A time of day, 'HH:MM', in Asia/Shanghai. */
export type Clock = string
/** A day with or without a time of day, as a person wrote it. */
export interface Moment {
  date: Day
  time?: Clock | undefined
}
/** Days from `from` to `to`, both inclusive. */
export interface DayRange {
  from: Day
  to: Day
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
const offset = 8 * hour
/** Which sign tells a weekday, Monday's first. */
export const weekdaySigns = '一二三四五六日'

/** Days already spelled, by their number since 1970: a year's replay asks for the same few hundred millions of times. */
const spelled = new Map<number, Day>()
const numbers = new Map<Day, number>()

function spell(number: number): Day {
  const known = spelled.get(number)
  if (known !== undefined) return known
  const date = new Date(number * day).toISOString().slice(0, 10)
  if (spelled.size > 100_000) spelled.clear()
  spelled.set(number, date)
  return date
}

function numberOf(date: Day): number {
  const known = numbers.get(date)
  if (known !== undefined) return known
  const number = Date.parse(`${date}T00:00:00Z`) / day
  if (numbers.size > 100_000) numbers.clear()
  numbers.set(date, number)
  return number
}

/** The calendar day of an instant. */
export const dayOf = (ms: number): Day => spell(Math.floor((ms + offset) / day))

/** The time of day of an instant, to the minute. */
export function clockOf(ms: number): Clock {
  const minutes = Math.floor((ms + offset) / minute) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The calendar year of an instant. */
export const yearOf = (ms: number): number => Number(dayOf(ms).slice(0, 4))

/** The instant at which a day's time of day begins; midnight when no time is given. */
export const instant = (date: Day, time: Clock = '00:00'): number =>
  numberOf(date) * day + Number(time.slice(0, 2)) * hour + Number(time.slice(3, 5)) * minute - offset

/** The day `n` days later (earlier when negative). */
export const addDays = (date: Day, n: number): Day => spell(numberOf(date) + n)

/** The same day of the month `n` months later, or that month's last day when it has no such day. */
export function addMonths(date: Day, n: number): Day {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  const months = y * 12 + (m - 1) + n
  const year = Math.floor(months / 12)
  const month = (months % 12) + 1
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(Math.min(d, last)).padStart(2, '0')}`
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** 1 (Monday) to 7 (Sunday). */
export const weekdayOf = (date: Day): number => ((((numberOf(date) + 3) % 7) + 7) % 7) + 1

/** The Monday of the week a day lies in; it names the week (Monday 00:00 to Sunday 24:00, S5). */
export const mondayOf = (date: Day): Day => addDays(date, 1 - weekdayOf(date))

/** The calendar month a day lies in. */
export function monthOf(date: Day): DayRange {
  const from = `${date.slice(0, 7)}-01`
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** The first and the last instant of some days, ms, both inclusive. */
export const instantsOf = ({ from, to }: DayRange): { from: number; to: number } => ({ from: instant(from), to: instant(addDays(to, 1)) - 1 })

/** 周一 … 周日, of 1 (Monday) to 7 (Sunday). */
export const weekdayName = (weekday: number): string => `周${weekdaySigns[weekday - 1] ?? ''}`

/** 周一 … 周日 */
export const spellWeekday = (date: Day): string => weekdayName(weekdayOf(date))

/** `2026年11月20日` */
export function spellDay(date: Day): string {
  const [y, m, d] = date.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

/** `2026年11月20日 14:00`, or the day alone when no time was said. */
export const spellMoment = ({ date, time }: Moment): string => (time ? `${spellDay(date)} ${time}` : spellDay(date))

/** `2026年11月20日（周五） 17:00`: how a deadline is written (fixed wording). */
export const spellDeadline = ({ date, time }: Moment): string =>
  `${spellDay(date)}（${spellWeekday(date)}）${time ? ` ${time}` : ''}`

/** `2026年1月1日至2026年3月31日`; a single day stands alone. */
export const spellRange = ({ from, to }: DayRange): string => (from === to ? spellDay(from) : `${spellDay(from)}至${spellDay(to)}`)

/** The instant at which something due at a moment becomes late: the end of the day when no time was said. */
export const dueAt = ({ date, time }: Moment): number => (time ? instant(date, time) : instant(addDays(date, 1)))

/** The instant at which a moment begins. */
export const startOf = ({ date, time }: Moment): number => instant(date, time ?? '00:00')

/** The moment of an instant, to the minute. */
export const momentOf = (ms: number): Moment => ({ date: dayOf(ms), time: clockOf(ms) })

/** Two instants (ms) as one period: 2026年11月22日 09:02至09:05; the minute alone when it is the same, both days when they differ. */
export function spellPeriod(from: number, to: number): string {
  const [begin, end] = [spellMoment(momentOf(from)), spellMoment(momentOf(to))]
  return begin === end ? begin : `${begin}至${dayOf(from) === dayOf(to) ? clockOf(to) : end}`
}

/** A deadline kept as the instant it becomes late: with its time of day when one was set, else the day alone. */
export const spellDue = (due: number, timed: boolean): string => spellDeadline(timed ? momentOf(due) : { date: dayOf(due - 1) })
