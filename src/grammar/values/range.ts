import { addDays, type Day, type DayRange, spellRange } from '../../domain/time.ts'
import { partsOf } from './calendar.ts'
import { chooseRange } from './choose.ts'
import { complain } from './complaints.ts'
import type { Lean, ValueContext } from './context.ts'
import { andThen, type Reading, refused, understood } from './reading.ts'
import { after, type DayContext, daysOf, isTooLong, resolveDays, todayOf } from './resolveDay.ts'
import { resolveClock } from './resolveClock.ts'
import { rangesOf } from './resolvePeriod.ts'
import type { Expression, Side } from './syntax.ts'
import { foldFor, understandExpression } from './understand.ts'

/** A range longer than this means that its two ends do not belong together. */
const LONGEST_GUESS = 366

/**
 * Days from one to another, both inclusive; a single day is that day to itself. Without a year the range
 * nearest to today is meant (one that holds today is at distance 0), or by `lean` the latest begun or the first not over.
 */
export function readRange(text: string, ctx: ValueContext, lean: Lean): Reading<DayRange> {
  return andThen(foldFor('range', text), (folded) => {
    const pair = /^(\d{1,2})-(\d{1,2})$/.exec(folded)
    if (pair && Number(pair[1]) <= 12 && Number(pair[2]) <= 12) {
      return refused(`“${folded}”可以是${pair[1]}月${pair[2]}日，也可以是${pair[1]}月至${pair[2]}月，请写清楚，如“1月1日至3月31日”。`)
    }
    return andThen(understandExpression('range', isoPair(folded), ctx), (found) => resolveRange(found, { ...ctx, lean }))
  })
}

/** 2026-01-01/2026-03-31, the form in which ranges are printed. */
const isoPair = (folded: string): string => folded.replace(/^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/, '$1~$2')

function resolveRange({ from, to }: Expression, ctx: DayContext): Reading<DayRange> {
  const mark = from.marks.after ?? (to ? undefined : from.marks.during) ?? to?.marks.after ?? to?.marks.sofar ?? to?.marks.since
  if (mark !== undefined) return refused(complain('range', `“${mark}”没有说清到哪一天`))
  const clock = [from.clock?.text ?? from.part?.text, to?.clock?.text ?? to?.part?.text].filter((t) => t !== undefined)
  const notes = clock.length === 0 ? [] : [`这里只记日期，“${clock.join('”“')}”不记`]
  // 11月20日14:00-16:00 stays on one day.
  const sameDay = to?.clock && to.days.length === 0 && !to.period && to.marks.nextDay === undefined
  const wrong = misfit(from, ctx) ?? (to && misfit(to, ctx))
  if (wrong) return wrong
  const span = to?.span ?? (to && from.span)
  const found = to && !sameDay ? between(from, to, ctx) : alone(from, ctx)
  return andThen(found, (range) => {
    if (span && range.to !== addDays(after(range.from, span.span, 1), -1)) return refused(complain('range', `“${span.text}”和起止的日期对不上`))
    if (range.from > range.to) return refused(complain('range', `结束的日子在开始的日子之前`))
    return understood(range, notes)
  })
}

/** Days and periods do not go together, nor do hours with periods; an hour must exist. */
function misfit(side: Side, ctx: DayContext): Reading<never> | null {
  const { days, period, clock, part, span, marks } = side
  const clash = (period && marks.before !== undefined) || (period && (days.length > 0 || clock || part || span)) || (marks.nextDay !== undefined && days.length > 0) || (span && clock)
  if (clash) return refused(complain('range', `没有看懂“${side.text}”`))
  const reading = clock && resolveClock(clock, ctx, false)
  return reading && !reading.ok ? reading : null
}

/** One side: a period, a span counted from today or from a day, or a single day. */
function alone(side: Side, ctx: DayContext): Reading<DayRange> {
  const today = todayOf(ctx)
  const { marks, span } = side
  if (span) return spanned(side, span, ctx)
  const first = side.days[0]
  if (first?.d === 'span' && first.within && side.days.length === 1) {
    return andThen(resolveDays(side.days, ctx), ({ date }) => understood({ from: today, to: date }))
  }
  // 年初至今 has an exact beginning, though 年初 alone has no end.
  const begun = marks.sofar !== undefined && side.period?.period.p === 'start' ? side.period.period.of : undefined
  const counted = begun ? { ...side, period: { period: begun, text: side.text, within: false } } : side
  return andThen(oneOf(counted, ctx), (range) => {
    if (marks.sofar !== undefined) return understood({ from: range.from, to: today })
    if (marks.since !== undefined || marks.from !== undefined) return refused(complain('range', `“${side.text}”没有写到哪一天`))
    const bound = marks.before ?? marks.until ?? marks.within ?? marks.due
    return bound === undefined ? understood(range) : understood({ from: today, to: range.to }, ['没有写开始的日子，从今天算起'])
  })
}

function spanned(side: Side, { span, way, text }: NonNullable<Side['span']>, ctx: DayContext): Reading<DayRange> {
  const today = todayOf(ctx)
  if (span.minutes || span.workdays || isTooLong(span)) return refused(complain('range', `没有看懂“${text}”`))
  const through = (from: Day): DayRange => ({ from, to: addDays(after(from, span, 1), -1) })
  if (side.days.length > 0 && (way === 'recent' || way === 'coming')) return refused(complain('range', `没有看懂“${side.text}”`))
  if (way === 'recent') return understood({ from: addDays(after(today, span, -1), 1), to: today })
  if (way === 'coming') return understood(through(addDays(today, 1)), [`“${text}”从明天算起`])
  const counted = way === 'lasting' || side.marks.since !== undefined || side.marks.from !== undefined
  if (side.days.length === 0 || !counted) return refused(complain('range', `“${text}”没有写从哪一天开始`))
  return andThen(resolveDays(side.days, ctx), ({ date }) => understood(through(date)))
}

function oneOf(side: Side, ctx: DayContext): Reading<DayRange> {
  if (side.days.length > 0) return andThen(resolveDays(side.days, ctx), ({ date }) => understood({ from: date, to: date }))
  if (!side.period) return side.clock?.c === 'now' ? understood({ from: todayOf(ctx), to: todayOf(ctx) }) : refused(complain('range', '没有看到日期'))
  const { period } = side.period
  // Said in February, 下半年 is this year's, though last year's is nearer.
  const meant = period.p === 'half' && !period.year && ctx.lean === 'nearest' ? { ...period, year: { by: 0 } } : period
  const all = rangesOf(meant, todayOf(ctx))
  const chosen = chooseRange(all, ctx.lean, todayOf(ctx)) ?? (all.length === 1 ? all[0] : null)
  if (!chosen) return refused(complain('range', `“${side.period.text}”没有确切的起止`))
  return understood(chosen, all.length > 1 ? guessNotes(side.text, chosen, ctx) : [])
}

/** Two sides: the pair of them that fits together and lies where `lean` says. */
function between(from: Side, to: Side, ctx: DayContext): Reading<DayRange> {
  const today = todayOf(ctx)
  const starts = candidates(from, ctx)
  if (!starts.ok) return starts
  const turned = turnedDays(from, to)
  if (turned) return refused(complain('range', turned))
  const pairs = starts.value.flatMap((start) => {
    const ends = candidates(to, ctx, start.from)
    if (!ends.ok) return []
    const end = ends.value.length === 1 ? ends.value[0] : ends.value.find((range) => range.from >= start.from)
    const later = to.marks.nextYear === undefined || (end && partsOf(end.to).year === partsOf(start.from).year + 1)
    return end && later ? [{ from: start.from, to: end.to }] : []
  })
  const fitting = pairs.filter((pair) => starts.value.length === 1 || (pair.from <= pair.to && pair.to <= addDays(pair.from, LONGEST_GUESS)))
  const chosen = chooseRange(fitting, ctx.lean, today) ?? fitting[0]
  if (chosen) return understood(chosen, pairs.length > 1 ? guessNotes(`${from.text}至${to.text}`, chosen, ctx) : [])
  const ends = candidates(to, ctx)
  return ends.ok ? refused(complain('range', `“${from.text}”到“${to.text}”对不上`)) : ends
}

/** A range without a year that lies in another year is said in full. */
function guessNotes(text: string, range: DayRange, ctx: DayContext): string[] {
  return range.from.slice(0, 4) === todayOf(ctx).slice(0, 4) ? [] : [`“${text}”按${spellRange(range)}理解`]
}

/** 25日至20日 within one month runs backwards. */
function turnedDays(from: Side, to: Side): string | null {
  const [start] = from.days
  const [end] = to.days
  if (start?.d !== 'date' || end?.d !== 'ofMonth' || end.by !== undefined || end.day >= start.day) return null
  return `“${to.text}”在“${from.text}”之前`
}

/** The ranges a side may mean, in order; `start` is the day a range begins that this side ends. */
function candidates(side: Side, ctx: DayContext, start?: Day): Reading<DayRange[]> {
  const [day] = side.days
  if (start !== undefined && side.marks.nextDay !== undefined) return understood([oneDay(addDays(start, 1))])
  const flexible = side.days.length === 1 && day && day.d !== 'span' && day.d !== 'either'
  if (flexible && day.d === 'weekday' && !day.week && start !== undefined) {
    const week = Array.from({ length: 7 }, (_, i) => addDays(start, i))
    return understood(week.filter((d) => daysOf({ ...day, week: { by: 0 } }, { ...ctx, now: Date.parse(`${d}T00:00:00+08:00`) })[0] === d).map(oneDay))
  }
  const all = flexible ? daysOf(day, ctx).map(oneDay) : side.period && side.days.length === 0 ? rangesOf(side.period.period, todayOf(ctx)) : []
  if (all.length > 0) return understood(all)
  return andThen(oneOf(side, ctx), (range) => understood([range]))
}

const oneDay = (day: Day): DayRange => ({ from: day, to: day })
