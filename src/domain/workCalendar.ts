/** Working days and rest days. */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { addDays, mondayOf, weekdayOf, type Day } from './time.ts'

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

/** Days off and make-up working days by date, each with the holiday's names. */
interface PublishedDays {
  holidays: Record<string, string>
  workdays: Record<string, string>
}

/** Holidays that every yearly list names; a year without one of them has no list yet. */
const everyYear = ['元旦', '春节', '劳动节', '国庆节']

const yearOfDay = (date: Day): number => Number(date.slice(0, 4))

/**
 * The calendar of the People's Republic from the maintained data package; a year it has no list for runs Monday to Friday.
 * The package's data is read, not its functions: those answer without a word for years they know nothing of, and by the machine's time zone.
 */
export function chineseCalendar(lists: PublishedDays = published): WorkCalendar {
  const named = new Map<number, string>()
  const exceptions = new Map<number, Set<Day>>()
  const take = (days: Record<string, string>, work: boolean): void => {
    for (const [date, names] of Object.entries(days)) {
      const year = yearOfDay(date)
      const listed = exceptions.get(year) ?? new Set<Day>()
      exceptions.set(year, listed)
      if (work !== weekdayOf(date) <= 5) listed.add(date)
      if (!work) named.set(year, `${named.get(year) ?? ''} ${names}`)
    }
  }
  take(lists.holidays, false)
  take(lists.workdays, true)
  const complete = (year: number): boolean => everyYear.every((holiday) => named.get(year)?.includes(holiday))
  const covered = new Map([...exceptions].filter(([year]) => complete(year)))
  return calendarOf((year) => covered.get(year))
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
