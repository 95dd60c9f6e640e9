import { addDays, addMonths, type Day as DayText, dayOf, momentOf, type Moment, spellDay, spellWeekday, weekdayOf } from '../../domain/time.ts'
import { dayAt, lastOfMonth, mondayOfWeek, mondayAfter, monthAfter, partsOf } from './calendar.ts'
import { chooseRange } from './choose.ts'
import type { Lean, ValueContext } from './context.ts'
import { type Reading, refused, understood } from './reading.ts'
import { monthsOf, rangesOf, yearsOf } from './resolvePeriod.ts'
import type { Day, Span } from './syntax.ts'

/** Minutes after midnight of the time said with the day, when there is one. */
export type DayContext = ValueContext & { lean: Lean; minutes?: number }

/** The day an instant lies on. */
export const todayOf = (ctx: ValueContext): DayText => dayOf(ctx.now)

/** All days that may be meant, in order; none when there is no such day (2月30日). */
export function daysOf(day: Day, ctx: DayContext): DayText[] {
  const today = todayOf(ctx)
  switch (day.d) {
    case 'date':
      return yearsOf(day.year, today).flatMap((year) => dayAt(year, day.month, day.day) ?? [])
    case 'ofMonth':
      return monthShifts(day.by).flatMap((shift) => {
        const { year, month } = monthAfter(today, shift)
        return dayAt(year, month, day.day) ?? []
      })
    case 'nth':
      return monthsOf(day.month, today).flatMap(({ year, month }) => nthOf(year, month, day.weekday, day.nth) ?? [])
    case 'shift':
      return [addDays(today, day.days)]
    case 'weekday':
      return weekdays(day, ctx, today)
    case 'edge':
      return rangesOf(day.of, today).map(({ from, to }) => (day.last ? to : from))
    case 'span':
    case 'either':
      return []
  }
}

/** The nth of a weekday in a month, from its end when negative. */
function nthOf(year: number, month: number, weekday: number, nth: number): DayText | null {
  const last = lastOfMonth(year, month)
  const first = 1 + ((weekday - weekdayOf(dayAt(year, month, 1) ?? '') + 7) % 7)
  return dayAt(year, month, nth > 0 ? first + (nth - 1) * 7 : first + Math.floor((last - first) / 7) * 7)
}

const monthShifts = (by: number | undefined): number[] => (by === undefined ? [-3, -2, -1, 0, 1, 2, 3] : [by])

/** 周五 alone is the next one; today's counts while its time is ahead, or when none was said. */
function weekdays(day: Day & { d: 'weekday' }, ctx: DayContext, today: DayText): DayText[] {
  const { week } = day
  if (week) {
    const mondays = 'by' in week ? [mondayAfter(today, week.by)] : yearsOf(week.year, today).flatMap((year) => mondayOfWeek(year, week.week) ?? [])
    return mondays.map((monday) => addDays(monday, day.weekday - 1))
  }
  const next = addDays(today, (day.weekday - weekdayOf(today) + 7) % 7)
  const now = minutesOfDay(ctx.now)
  if (ctx.lean === 'past') {
    const begun = next === today && (ctx.minutes === undefined || ctx.minutes <= now)
    return [begun ? next : addDays(next, -7)]
  }
  return [next === today && ctx.minutes !== undefined && ctx.minutes <= now ? addDays(next, 7) : next]
}

/** Minutes since midnight of an instant. */
export function minutesOfDay(instant: number): number {
  const [hour = 0, minute = 0] = (momentOf(instant).time ?? '').split(':').map(Number)
  return hour * 60 + minute
}

/** The day meant by one way of saying it, with the time when it was counted in hours. */
function resolveDay(day: Day, ctx: DayContext): Reading<Moment> {
  if (day.d === 'span') return resolveSpan(day, ctx)
  if (day.d === 'either') {
    return refused(`“${day.text}”可以是${day.first.text}，也可以是${day.second.text}当天，请写清楚，如“11月20日”。`)
  }
  const today = todayOf(ctx)
  const all = daysOf(day, ctx)
  const chosen = chooseRange(all.map((d) => ({ from: d, to: d })), ctx.lean, today) ?? (all.length === 1 ? { from: all[0] ?? '' } : null)
  if (!chosen) return refused(`“${day.text}”这一天不存在，请核对，如“11月20日”。`)
  const { from: date } = chosen
  const guessed = all.length > 1 && partsOf(date).year !== partsOf(today).year
  return understood({ date }, guessed ? [`“${day.text}”按${spellDay(date)}理解`] : [])
}

function resolveSpan({ span, sign, text }: Day & { d: 'span' }, ctx: ValueContext): Reading<Moment> {
  if (isTooLong(span)) return refused(`“${text}”太远了，请核对，如“11月20日”。`)
  const today = todayOf(ctx)
  if (span.minutes > 0) {
    if (span.months || span.workdays) return refused(`“${text}”没有看懂，请写确切的日期，如“11月20日14:00”。`)
    return understood(momentOf(ctx.now + sign * (span.days * 1440 + span.minutes) * 60_000))
  }
  if (span.workdays !== 0) return workdays(span, sign, text, ctx)
  return understood({ date: after(today, span, sign) })
}

/** Whether a span reaches further than any record does: a hundred years, or 250 working days. */
export const isTooLong = (span: Span): boolean => span.months > 1200 || span.days > 36_600 || span.minutes > 527_040 || span.workdays > 250

/** The day a span after (or before) another; a month later is the same day or the month's last. */
export function after(day: DayText, span: Span, sign: 1 | -1): DayText {
  return addDays(addMonths(day, sign * span.months), sign * span.days)
}

function workdays(span: Span, sign: 1 | -1, text: string, ctx: ValueContext): Reading<Moment> {
  const date = span.months || span.days ? null : ctx.addWorkingDays?.(todayOf(ctx), sign * span.workdays)
  if (date) return understood({ date })
  const why = ctx.addWorkingDays ? '超出已知的放假安排' : '要查放假安排，这里算不了'
  return refused(`“${text}”${why}，请直接写日期，如“11月20日”。`)
}

/** How definite a way of saying a day is: the most definite decides, the others must agree with it. */
function rank(day: Day): number {
  if (day.d === 'date') return day.year ? 6 : 4
  if (day.d === 'weekday') return day.week ? 3 : 1
  return day.d === 'ofMonth' ? (day.by === undefined ? 2 : 4) : 5
}

/** The one day that several ways of saying it mean (周五（11月20日）), or a complaint when they differ. */
export function resolveDays(days: readonly Day[], ctx: DayContext): Reading<Moment> {
  const [main, ...others] = [...days].sort((a, b) => rank(b) - rank(a))
  if (!main) return refused('没有写日期，请写上，如“11月20日”。')
  const reading = resolveDay(main, ctx)
  if (!reading.ok) return reading
  for (const other of others) {
    if (agrees(other, reading.value.date, ctx)) continue
    const { date } = reading.value
    const actual = `${spellDay(date)}是${spellWeekday(date)}`
    return refused(other.d === 'weekday' ? `${actual}，和“${other.text}”对不上，请核对后重写，如“11月20日”。` : `“${main.text}”和“${other.text}”不是同一天，请只写一个，如“11月20日”。`)
  }
  return reading
}

function agrees(day: Day, date: DayText, ctx: DayContext): boolean {
  const { month, day: ofMonth } = partsOf(date)
  if (day.d === 'date' && !day.year) return day.month === month && day.day === ofMonth
  if (day.d === 'ofMonth' && day.by === undefined) return day.day === ofMonth
  if (day.d === 'weekday' && !day.week) return day.weekday === weekdayOf(date)
  if (day.d === 'weekday') return daysOf(day, ctx).includes(date)
  const other = resolveDay(day, ctx)
  return other.ok && other.value.date === date
}
