import { addDays, type Day, type DayRange } from '../../domain/time.ts'
import { dayAt, lastOfMonth, mondayAfter, mondayOfWeek, monthAfter, partsOf } from './calendar.ts'
import type { MonthRef, Period, WeekRef, YearRef } from './syntax.ts'

/** How many years on either side a date without a year may lie; 29 February needs eight. */
const REACH = 8

/** The years a date may lie in. */
export function yearsOf(year: YearRef | undefined, today: Day): number[] {
  const now = partsOf(today).year
  if (!year) return Array.from({ length: 2 * REACH + 1 }, (_, i) => now - REACH + i)
  return ['at' in year ? year.at : now + year.by]
}

type Month = { year: number; month: number }

/** The months a month may be, by its number or counted from this one. */
export function monthsOf(ref: MonthRef, today: Day): Month[] {
  if ('by' in ref) return [monthAfter(today, ref.by)]
  if (ref.month < 1 || ref.month > 12) return []
  return yearsOf(ref.year, today).map((year) => ({ year, month: ref.month }))
}

function weeksOf(ref: WeekRef, today: Day): Day[] {
  if ('by' in ref) return [mondayAfter(today, ref.by)]
  return yearsOf(ref.year, today).flatMap((year) => mondayOfWeek(year, ref.week) ?? [])
}

function months(year: number, first: number, last: number): DayRange {
  return days({ year, month: first }, 1, null, { year, month: last })
}

/** From one day of a month to another; `null` is its last day. */
function days(from: Month, first: number, last: number | null, to: Month = from): DayRange {
  return {
    from: dayAt(from.year, from.month, first) ?? '',
    to: dayAt(to.year, to.month, last ?? lastOfMonth(to.year, to.month)) ?? '',
  }
}

const week = (monday: Day): DayRange => ({ from: monday, to: addDays(monday, 6) })

/** All ranges a period may mean, in order; none when there is no such period or it has no exact bounds (年初). */
export function rangesOf(period: Period, today: Day): DayRange[] {
  switch (period.p) {
    case 'year':
      return yearsOf(period.year, today).map((year) => months(year, 1, 12))
    case 'half':
      return yearsOf(period.year, today).map((year) => months(year, period.half * 6 + 1, period.half * 6 + 6))
    case 'quarter':
      if (period.quarter < 1 || period.quarter > 4) return []
      return yearsOf(period.year, today).map((year) => months(year, period.quarter * 3 - 2, period.quarter * 3))
    case 'quarterFromNow': {
      const { year, month } = monthAfter(today, period.by * 3)
      const last = Math.ceil(month / 3) * 3
      return [months(year, last - 2, last)]
    }
    case 'threeQuarters':
      return yearsOf(period.year ?? { by: 0 }, today).map((year) => months(year, 1, 9))
    case 'month':
      return monthsOf(period.month, today).map((month) => days(month, 1, null))
    case 'third':
      return monthsOf(period.month, today).map((month) => third(month, period.third))
    case 'halfMonth':
      return monthsOf(period.month, today).map((month) => (period.half === 0 ? days(month, 1, 15) : days(month, 16, null)))
    case 'week':
      return weeksOf(period.week, today).map(week)
    case 'weekend':
      return weeksOf(period.week ?? { by: 0 }, today).map((monday) => ({ from: addDays(monday, 5), to: addDays(monday, 6) }))
    case 'days':
      return [{ from: addDays(today, period.from), to: addDays(today, period.to) }]
    case 'start':
    case 'mid':
      return partOfWhole(period.p, period.of, today)
  }
}

function third(month: Month, which: 0 | 1 | 2): DayRange {
  return days(month, which * 10 + 1, which === 2 ? null : which * 10 + 10)
}

/** 月初 is the first ten days, 月中 the second ten; 年初 and 年中 have no bounds. */
function partOfWhole(which: 'start' | 'mid', of: Period, today: Day): DayRange[] {
  return of.p === 'month' ? monthsOf(of.month, today).map((month) => third(month, which === 'start' ? 0 : 1)) : []
}
