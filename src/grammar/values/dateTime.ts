import { addDays, type Day, type Moment, spellMoment } from '../../domain/time.ts'
import { clockText } from './calendar.ts'
import { complain } from './complaints.ts'
import type { Lean, ValueContext } from './context.ts'
import { type MomentRules, resolveMoment } from './moments.ts'
import { andThen, type Reading, refused, understood } from './reading.ts'
import { resolveClock } from './resolveClock.ts'
import type { Clock, Expression, Side } from './syntax.ts'
import { foldFor, understandExpression } from './understand.ts'

/**
 * A day, with a time when one was said. `lean` chooses the year when none was written.
 * Of “14:00-16:00” the start is the value and a note names the end. 前 and other bounds are refused,
 * but for 下班前 and 中午下班前, which are fixed times (grammar.md).
 */
export function readDateTime(text: string, ctx: ValueContext, lean: Lean): Reading<Moment> {
  const rules: MomentRules = { kind: 'dateTime', lean, takesBounds: false }
  return andThen(foldFor('dateTime', text), (folded) => andThen(understandExpression('dateTime', spaceOut(folded), ctx), (found) => start(found, rules, ctx)))
}

/** The moment by which something is due, the next that fits: 12月30日前, 周五下班前, 三日内. A day without a time lasts to its end. */
export function readDeadline(text: string, ctx: ValueContext): Reading<Moment> {
  const rules: MomentRules = { kind: 'deadline', lean: 'ahead', takesBounds: true }
  return andThen(foldFor('deadline', text), (folded) => andThen(understandExpression('deadline', spaceOut(folded), ctx), (found) => single(found, rules, ctx)))
}

/** A day. A time that was said with it is left out with a note. */
export function readDate(text: string, ctx: ValueContext, lean: Lean): Reading<Day> {
  const rules: MomentRules = { kind: 'date', lean, takesBounds: true }
  return andThen(foldFor('date', text), (folded) =>
    andThen(understandExpression('date', packedDay(spaceOut(folded)), ctx), (found) => {
      const { days, period, clock } = found.from
      if (days.length === 0 && !period && clock?.c !== 'now') return refused(complain('date', `“${text.trim()}”没有写是哪一天`))
      const dropped = clock?.c === 'now' ? undefined : (clock?.text ?? found.from.part?.text)
      const notes = dropped === undefined ? [] : [`这里只记日期，“${dropped}”不记`]
      return andThen(single(found, rules, ctx), ({ date }) => understood(date, notes))
    }),
  )
}

/** 20261120 1400 and 202611201400 are a day and a time. */
const spaceOut = (folded: string): string => folded.replace(/^((?:19|20|21)\d{6})[ t]?(\d\d)(\d\d)$/, '$1 $2:$3')

/** 1120 where only a day can stand. */
const packedDay = (folded: string): string => folded.replace(/^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, '$1-$2')

function single(found: Expression, rules: MomentRules, ctx: ValueContext): Reading<Moment> {
  if (found.to) return refused(complain(rules.kind, `“${found.from.text}”和“${found.to.text}”是两个时间，这里只要一个`))
  return resolveMoment(found.from, rules, ctx)
}

function start(found: Expression, rules: MomentRules, ctx: ValueContext): Reading<Moment> {
  const { to } = found
  if (!to) return resolveMoment(found.from, rules, ctx)
  return andThen(resolveMoment(without(found.from, 'from', 'since'), rules, ctx), (moment) =>
    andThen(endOf(to, found.from, moment, ctx), (end) => {
      if (spellMoment(end) === spellMoment(moment) || isBefore(end, moment)) {
        return refused(complain('dateTime', `结束的“${to.text}”不在开始的“${found.from.text}”之后`))
      }
      return understood(moment, [`按开始时间记，到${spellMoment(end)}结束`])
    }),
  )
}

function without(side: Side, ...names: (keyof Side['marks'])[]): Side {
  return { ...side, marks: Object.fromEntries(Object.entries(side.marks).filter(([name]) => !names.some((n) => n === name))) }
}

const isBefore = (a: Moment, b: Moment): boolean => a.date < b.date || (a.date === b.date && (a.time ?? '24:00') < (b.time ?? '00:00'))

function endOf(to: Side, from: Side, moment: Moment, ctx: ValueContext): Reading<Moment> {
  const side = without(to, 'until', 'nextDay')
  if (side.span || side.marks.nextYear !== undefined) return refused(complain('dateTime', `没有看懂“${to.text}”`))
  if (side.days.length > 0 && to.marks.nextDay === undefined) return resolveMoment(side, { kind: 'dateTime', lean: 'ahead', takesBounds: false }, { ...ctx, now: instantOf(moment) })
  if (!side.clock || side.days.length > 0 || moment.time === undefined) return refused(complain('dateTime', `没有看懂“${to.text}”`))
  return endClock(side.clock, from.clock, moment, to.marks.nextDay !== undefined, ctx)
}

const instantOf = ({ date }: Moment): number => Date.parse(`${date}T00:00:00+08:00`)

/** 下午2点到4点: the end shares the part of the day unless that puts it before the start; 晚上10点到1点 and 到凌晨1点 end the next day. */
function endClock(clock: Clock, started: Clock | undefined, moment: Moment, nextDay: boolean, ctx: ValueContext): Reading<Moment> {
  const shared = clock.c === 'said' && !clock.part && started?.part && clock.hour <= 12 ? { ...clock, part: started.part, tonight: true as const } : clock
  const place = (minutes: number): Moment => {
    const shift = Math.floor(minutes / 1440) + (nextDay ? 1 : 0)
    const night = shift === 0 && clock.part === '凌晨' && clockText(minutes % 1440) <= (moment.time ?? '') ? 1 : 0
    return { date: addDays(moment.date, shift + night), time: clockText(minutes % 1440) }
  }
  const asShared = resolveClock(shared, ctx, false)
  if (asShared.ok && isBefore(moment, place(asShared.value))) return understood(place(asShared.value))
  return andThen(resolveClock(clock, ctx, false), (minutes) => understood(place(minutes)))
}

