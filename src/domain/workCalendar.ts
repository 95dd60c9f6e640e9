/** Working days and rest days. */
import chineseDays from 'chinese-days'
import { addDays, daysBetween, mondayOf, weekdayOf, type Day } from './time.ts'

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

/** Holidays that every yearly list names; a year without one of them has no list yet. */
const everyYear = ['元旦', '春节', '劳动节', '国庆节']

const yearOfDay = (date: Day): number => Number(date.slice(0, 4))

/** The package reads a date text as UTC and answers in the machine's zone; noon by the machine's clock is the same day in both. */
function asPackageDate(date: Day): Date {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  return new Date(y, m - 1, d, 12)
}

/** Days of a year that are not what their weekday says, or undefined when the package holds no list for the year. */
function listedExceptions(year: number): Set<Day> | undefined {
  const missing = new Set(everyYear)
  const exceptions = new Set<Day>()
  const first = `${year}-01-01`
  const length = daysBetween(first, `${year + 1}-01-01`)
  for (let i = 0; i < length; i++) {
    const date = addDays(first, i)
    const { work, name } = chineseDays.getDayDetail(asPackageDate(date))
    for (const holiday of everyYear) if (!work && name.includes(holiday)) missing.delete(holiday)
    if (work !== weekdayOf(date) <= 5) exceptions.add(date)
  }
  return missing.size === 0 ? exceptions : undefined
}

/** The calendar of the People's Republic from the maintained data package; a year it has no list for runs Monday to Friday. */
export function chineseCalendar(): WorkCalendar {
  const years = new Map<number, Set<Day> | undefined>()
  const exceptionsOf = (year: number): Set<Day> | undefined => {
    if (!years.has(year)) years.set(year, listedExceptions(year))
    return years.get(year)
  }
  return calendarOf(exceptionsOf)
}

/** A calendar from lists of the days that are not what their weekday says, by year; undefined for a year without a list. */
export function calendarOf(exceptionsOf: (year: number) => ReadonlySet<Day> | undefined): WorkCalendar {
  const isWorkday = (date: Day): boolean => weekdayOf(date) <= 5 !== (exceptionsOf(yearOfDay(date))?.has(date) ?? false)
  const step = (date: Day, by: 1 | -1): Day => {
    let at = addDays(date, by)
    while (!isWorkday(at)) at = addDays(at, by)
    return at
  }
  return {
    isWorkday,
    covers: (date) => exceptionsOf(yearOfDay(date)) !== undefined,
    workdayBefore: (date) => step(date, -1),
    workdayFrom: (date) => (isWorkday(date) ? date : step(date, 1)),
    addWorkdays(date, n) {
      let at = date
      for (let i = 0; i < n; i++) at = step(at, 1)
      return at
    },
    workdaysOfWeek(date) {
      const monday = mondayOf(date)
      return Array.from({ length: 7 }, (_, i) => addDays(monday, i)).filter(isWorkday)
    },
  }
}

/** `2027年放假安排尚无数据` when one of the days lies in a year without a list: to be said wherever an answer rests on working days. */
export function uncoveredNotice(calendar: WorkCalendar, ...days: Day[]): string | undefined {
  const years = new Set(days.filter((date) => !calendar.covers(date)).map(yearOfDay))
  return years.size === 0 ? undefined : [...years].sort((a, b) => a - b).map((year) => `${year}年放假安排尚无数据`).join('；')
}
