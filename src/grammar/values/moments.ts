import { addDays, type Day, type Moment, spellDay, spellRange } from '../../domain/time.ts'
import { clockText, partsOf } from './calendar.ts'
import { chooseRange } from './choose.ts'
import { complain, complainOfPart, type FieldKind } from './complaints.ts'
import type { Lean, ValueContext } from './context.ts'
import { andThen, type Reading, refused, understood } from './reading.ts'
import { resolveClock } from './resolveClock.ts'
import { type DayContext, minutesOfDay, resolveDays, todayOf } from './resolveDay.ts'
import { rangesOf } from './resolvePeriod.ts'
import type { Clock, Side } from './syntax.ts'

/** How a field wants its day and time. */
export type MomentRules = { kind: FieldKind; lean: Lean; takesBounds: boolean }

/** The moment one side of an expression means. */
export function resolveMoment(side: Side, rules: MomentRules, ctx: ValueContext): Reading<Moment> {
  if (side.part && rules.kind !== 'date') return lacksHour(side, side.part, rules, ctx)
  const wrong = misfit(side, rules)
  if (wrong) return refused(complain(rules.kind, wrong))
  if (side.period && !(side.period.within && side.days.length === 0)) return refused(complainOfPeriod(side.period, rules, ctx))
  const dated = side.days.length > 0 || side.period !== undefined
  if (!side.clock) return resolveDate(side, { ...ctx, lean: rules.lean })
  if (side.clock.c === 'now' && !dated) return understood({ date: todayOf(ctx), time: clockText(minutesOfDay(ctx.now)) })
  return andThen(resolveClock(side.clock, ctx, dated), (minutes) =>
    dated
      ? andThen(resolveDate(side, { ...ctx, lean: rules.lean, minutes }), (day) => join(day, minutes, side.clock, rules.kind))
      : today(minutes, rules.lean, ctx),
  )
}

/** What in a side does not fit a field for one moment. */
function misfit(side: Side, rules: MomentRules): string | null {
  const { marks, period } = side
  const bound = marks.before ?? marks.until ?? marks.due ?? marks.within ?? (period?.within ? '内' : undefined) ?? withinOf(side)
  if (bound !== undefined && !rules.takesBounds) return `“${bound}”表示期限，这里要写确切时间`
  if (marks.after !== undefined) return `“${marks.after}”没有说清是哪一天`
  // 下午2点开始 is the start of an activity.
  const since = rules.kind === 'dateTime' && side.clock && marks.since === '开始' ? undefined : marks.since
  const stretch = since ?? marks.from ?? marks.sofar ?? marks.during
  if (stretch !== undefined) {
    return `“${stretch}”表示一段时间，这里要写一个时间`
  }
  if (side.span && (side.span.way !== 'lasting' || rules.kind !== 'dateTime' || side.days.length === 0)) return `“${side.span.text}”是一段时间的长短，这里要写日期`
  return side.days.length === 0 && !period && !side.clock ? (side.part ? `“${side.part.text}”没有写哪一天` : '没有看到日期或时间') : null
}

/** The day is right and only the hour lacks; a day that cannot be is told first. */
function lacksHour(side: Side, part: NonNullable<Side['part']>, rules: MomentRules, ctx: ValueContext): Reading<never> {
  const day = side.days.length > 0 ? resolveDays(side.days, { ...ctx, lean: rules.lean }) : undefined
  if (day && !day.ok) return day
  return refused(complainOfPart(rules.kind, part, part.withDay ? '' : side.days.map(({ text }) => text).join('')))
}

/** The hour in an example of a value that may have one. */
const hours: Partial<Record<FieldKind, string>> = { dateTime: '14:00', deadline: '17:00' }

/** Which days a stretch of time has, and one of them as an example where it may be meant. */
function complainOfPeriod({ period, text }: NonNullable<Side['period']>, { kind, lean }: MomentRules, ctx: ValueContext): string {
  const on = todayOf(ctx)
  const all = rangesOf(period, on)
  const range = chooseRange(all, lean, on) ?? (all.length === 1 ? all[0] : null)
  if (!range) return complain(kind, `“${text}”是一段时间，不是某一天`)
  const what = `“${text}”是一段时间（${spellRange(range)}），没有说是哪一天`
  if (lean === 'ahead' && range.to < on) return complain(kind, what)
  const date = kind === 'deadline' || range.from <= on && on <= range.to ? range.to : range.from
  const { month, day } = partsOf(date)
  const short = resolveDays([{ d: 'date', month, day, text: '' }], { ...ctx, lean })
  const spelt = short.ok && short.value.date === date ? `${month}月${day}日` : spellDay(date)
  return complain(kind, what, `${spelt}${hours[kind] ?? ''}`)
}

const withinOf = (side: Side): string | undefined => (side.days.some((day) => day.d === 'span' && day.within) ? '内' : undefined)

function resolveDate(side: Side, ctx: DayContext): Reading<Moment> {
  if (side.period) {
    const range = rangesOf(side.period.period, todayOf(ctx)).find(({ to }) => to >= todayOf(ctx))
    return range ? understood({ date: range.to }) : refused(`“${side.period.text}”没有看懂，请写日期，如“11月20日”。`)
  }
  const notes = side.span ? [`另写了“${side.span.text}”，这里只记开始的时间`] : []
  return andThen(resolveDays(deadlineDays(side, ctx), ctx), (moment) => understood(moment, notes))
}

/** By the fifth or five days ago: only the first can be due. */
function deadlineDays(side: Side, ctx: DayContext): Side['days'] {
  return side.days.map((day) => (day.d === 'either' && ctx.lean === 'ahead' ? { ...day.second, text: day.text } : day))
}

function join(day: Moment, minutes: number, clock: Clock | undefined, kind: FieldKind): Reading<Moment> {
  if (day.time !== undefined) return refused(`“${clock?.text ?? ''}”和前面的时间重复，请只写一个，如“11月20日14:00”。`)
  // 12月30日24:00前 is the thirtieth where only days are kept.
  if (kind === 'date') return understood({ date: day.date })
  return understood({ date: addDays(day.date, Math.floor(minutes / 1440)), time: clockText(minutes % 1440) })
}

/** A time without a day is today's; when due it is the next to come, when done the last that has been. */
function today(minutes: number, lean: Lean, ctx: ValueContext): Reading<Moment> {
  const passed = minutes <= minutesOfDay(ctx.now)
  const shift = lean === 'ahead' && passed ? 1 : lean === 'past' && !passed ? -1 : 0
  const date: Day = addDays(todayOf(ctx), shift + Math.floor(minutes / 1440))
  return understood({ date, time: clockText(minutes % 1440) }, shift === 0 ? [] : [`没有写日期，按${spellDay(date)}理解`])
}
