import type { Part } from './words.ts'

/** A year said outright or counted from this one. */
export type YearRef = { at: number } | { by: number }
/** A month by its number, or counted from this one. */
export type MonthRef = { year?: YearRef; month: number } | { by: number }
/** A week counted from this one, or by its ISO number. */
export type WeekRef = { by: number } | { year?: YearRef; week: number }

/** A stretch of time that has a name. `of` in start and mid is the whole it is part of. */
export type Period =
  | { p: 'year'; year: YearRef }
  | { p: 'half'; year?: YearRef; half: 0 | 1 }
  | { p: 'quarter'; year?: YearRef; quarter: number }
  | { p: 'quarterFromNow'; by: number }
  | { p: 'threeQuarters'; year?: YearRef }
  | { p: 'month'; month: MonthRef }
  | { p: 'third'; month: MonthRef; third: 0 | 1 | 2 }
  | { p: 'halfMonth'; month: MonthRef; half: 0 | 1 }
  | { p: 'week'; week: WeekRef }
  | { p: 'weekend'; week?: WeekRef }
  | { p: 'days'; from: number; to: number }
  | { p: 'start' | 'mid'; of: Period }

/** A length of time; each part counts on its own. */
export type Span = { months: number; days: number; minutes: number; workdays: number }

/** One day as it was said; `text` is how. */
export type Day = { text: string } & (
  | { d: 'date'; year?: YearRef; month: number; day: number }
  | { d: 'ofMonth'; by?: number; day: number }
  | { d: 'shift'; days: number }
  | { d: 'weekday'; weekday: number; week?: WeekRef }
  /** The second Friday of a month; `nth` is -1 for the last. */
  | { d: 'nth'; month: MonthRef; nth: number; weekday: number }
  | { d: 'edge'; of: Period; last: boolean }
  | { d: 'span'; span: Span; sign: 1 | -1; within: boolean }
  | { d: 'either'; first: Day; second: Day }
)

/** A time of day as it was said. `literal`: written as 24 hours with two digits (06:30). */
export type Clock = { text: string; part?: Part; tonight?: true } & (
  | { c: 'said'; hour: number; minute: number; literal: boolean; latin: boolean; seconds?: number }
  | { c: 'noon' | 'endOfWork' | 'midnight' | 'now' }
  | { c: 'either'; first: string; second: string }
)

/** What stands on one side of “至”. `part` is a part of the day that no clock belongs to. */
export type Side = {
  text: string
  days: Day[]
  clock?: Clock
  part?: { part: Part; text: string; withDay: boolean }
  period?: { period: Period; text: string; within: boolean }
  span?: { span: Span; text: string; way: 'recent' | 'coming' | 'lasting' | 'bare' }
  marks: Partial<Record<'before' | 'until' | 'within' | 'after' | 'since' | 'during' | 'due' | 'from' | 'sofar' | 'nextDay' | 'nextYear', string>>
}

/** A whole expression; `leftover` is the first piece that was not understood. */
export type Expression = { from: Side; to?: Side; leftover?: string }
