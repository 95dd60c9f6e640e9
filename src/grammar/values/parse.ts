import { weekdaySigns } from '../../domain/time.ts'
import { Cursor } from './cursor.ts'
import { parseClock } from './parseClock.ts'
import { parseDay } from './parseDay.ts'
import { parseCurrent, parsePeriod } from './parsePeriod.ts'
import { parseSpan } from './parseSpan.ts'
import type { Clock, Expression, Period, Side } from './syntax.ts'
import type { Token } from './tokens.ts'
import type { Mark, Part } from './words.ts'

/** Marks that stand before a day or time, and those that follow it and end what can be said of it. */
const OPENING = ['due', 'from'] as const satisfies readonly Mark[]
const CLOSING = ['before', 'until', 'within', 'after', 'during', 'sofar'] as const satisfies readonly Mark[]

/** Parses a whole date expression; every token is either understood or named as left over. */
export function parseExpression(tokens: readonly Token[], thisYear: number): Expression {
  const c = new Cursor(tokens, thisYear)
  const from = parseSide(c, true)
  const to = c.mark('to') ? (bareDay(c, from) ?? parseSide(c, false)) : undefined
  const leftover = to?.text === '' ? restOf(c, c.at - 1) : c.at < tokens.length ? restOf(c, c.at) : undefined
  return { from, ...(to ? { to } : {}), ...(leftover === undefined ? {} : { leftover }) }
}

const LONGEST_NAMED = 12

function restOf(c: Cursor, start: number): string {
  c.at = c.tokens.length
  const rest = c.textFrom(start)
  return rest.length > LONGEST_NAMED ? `${rest.slice(0, LONGEST_NAMED)}…` : rest
}

/** The 25 of 11.20-25. */
function bareDay(c: Cursor, from: Side): Side | null {
  const number = c.at === c.tokens.length - 1 && !from.clock ? c.peek() : undefined
  const day = from.days.at(-1)
  if (number?.t !== 'num' || number.digits > 2 || (day?.d !== 'date' && day?.d !== 'ofMonth')) return null
  c.at++
  return { text: number.text, days: [{ d: 'ofMonth', day: number.n, text: number.text }], marks: {} }
}

function parseSide(c: Cursor, opening: boolean): Side {
  const start = c.at
  const side: Side = { text: '', days: [], marks: {} }
  let end = start
  for (;;) {
    c.skipFillers()
    if (c.at >= c.tokens.length || !parseItem(c, side, opening)) break
    end = c.at
  }
  side.text = new Cursor(c.tokens.slice(start, end), 0).tokens.map((t, i) => (i > 0 && t.gap ? ` ${t.text}` : t.text)).join('')
  return side
}

function parseItem(c: Cursor, side: Side, opening: boolean): boolean {
  if (CLOSING.some((mark) => side.marks[mark] !== undefined)) return closingMark(c, side)
  // 明天起三日 is three days, not the third.
  if (side.marks.since !== undefined) return spanItem(c, side) || closingMark(c, side)
  return (
    (opening && isEmpty(side) && arriving(c, side)) || dayItem(c, side) || clockItem(c, side) || partItem(c, side) || periodItem(c, side) || spanItem(c, side) || closingMark(c, side) || openingMark(c, side, opening) || weekdayInBrackets(c, side)
  )
}

/** “到周五” at the start means “by Friday”; a dash there means nothing. */
function arriving(c: Cursor, side: Side): boolean {
  const token = c.peek()
  if (token?.text !== '到' && token?.text !== '至' && token?.text !== '直到') return false
  c.at++
  side.marks.due = token.text
  return true
}

function dayItem(c: Cursor, side: Side): boolean {
  const start = c.at
  const day = parseDay(c)
  if (!day) return false
  side.days.push(day)
  if (day.d === 'either') side.marks.before = '前'
  const word = c.tokens[start]
  const part = word?.t === 'word' && word.word.w === 'day' ? word.word.part : undefined
  if (part) side.part = { part, text: day.text, withDay: true }
  return true
}

function clockItem(c: Cursor, side: Side): boolean {
  if (side.clock) return false
  // The T of 2026-11-20T14:00.
  if (side.days.length > 0 && c.peek(1)?.t === 'num' && c.peek(2)?.text === ':') c.mark('t')
  const clock = parseClock(c)
  if (!clock) return false
  side.clock = joinPart(side, clock)
  return true
}

/** Hands a part of the day said earlier (今晚, 下午（周五）) to the clock, when the two go together. */
function joinPart(side: Side, clock: Clock): Clock {
  const pending = side.part
  if (!pending || clock.c === 'either' || clock.c === 'now') return clock
  const nightly: readonly Part[] = ['凌晨', '半夜', '晚上']
  const compatible =
    clock.part === undefined || clock.part === pending.part || (pending.part === '晚上' && nightly.includes(clock.part)) || (pending.part === '早上' && clock.part === '上午')
  if (!compatible || (clock.c !== 'said' && clock.c !== 'midnight')) return clock
  const tonight = pending.withDay && pending.part === '晚上'
  delete side.part
  return { ...clock, part: clock.part ?? pending.part, ...(tonight ? { tonight } : {}) }
}

function partItem(c: Cursor, side: Side): boolean {
  const start = c.at
  const word = side.part || side.clock ? null : c.word('part')
  if (!word) return false
  side.part = { part: word.part, text: c.textFrom(start), withDay: false }
  return true
}

function periodItem(c: Cursor, side: Side): boolean {
  if (side.period) return false
  const start = c.at
  const found = c.attempt(() => {
    const period = parsePeriod(c)
    return period && edged(c, period)
  })
  const current = found ?? c.attempt(() => {
    const period = parseCurrent(c)
    if (!period) return null
    const part = edged(c, period)
    const next = c.peek()
    return part !== period || (next?.t === 'word' && next.word.w === 'within') ? part : null
  })
  if (!current) return false
  c.skipFillers()
  const text = c.textFrom(start)
  side.period = { period: current, text, within: c.mark('within') }
  return true
}

/** 月初 and 年中 are stretches of their own. */
function edged(c: Cursor, period: Period): Period {
  const at = c.at
  parseCurrent(c)
  const edge = c.word('edge')
  if (edge && edge.edge !== 'end') return { p: edge.edge, of: period }
  c.at = at
  return period
}

function spanItem(c: Cursor, side: Side): boolean {
  if (side.span) return false
  const start = c.at
  return (
    c.attempt(() => {
      const way = c.mark('recent') ? 'recent' : c.mark('coming') ? 'coming' : c.mark('lasting') ? 'lasting' : 'bare'
      c.skipFillers()
      const span = parseSpan(c)
      if (!span) return null
      side.span = { span, way, text: c.textFrom(start) }
      return true
    }) !== null
  )
}

const isEmpty = (side: Side): boolean => side.days.length === 0 && !side.clock && !side.part && !side.period && !side.span

function take(c: Cursor, side: Side, mark: keyof Side['marks']): boolean {
  const text = c.peek()?.text
  if (side.marks[mark] !== undefined || text === undefined || !c.mark(mark)) return false
  side.marks[mark] = text
  return true
}

function closingMark(c: Cursor, side: Side): boolean {
  if (isEmpty(side)) return false
  // 12月30日截止 is as good as 截止12月30日.
  return CLOSING.some((mark) => take(c, side, mark)) || take(c, side, 'since') || (c.peek()?.text === '截止' && take(c, side, 'due'))
}

function openingMark(c: Cursor, side: Side, opening: boolean): boolean {
  if (!isEmpty(side)) return false
  if (!opening) return take(c, side, 'nextDay') || take(c, side, 'nextYear')
  const found = OPENING.some((mark) => take(c, side, mark))
  // 截止日期：12月10日
  if (found) c.sign(':')
  return found
}

/** 11/20(五): one numeral in brackets after a day is its weekday. */
function weekdayInBrackets(c: Cursor, side: Side): boolean {
  const token = c.peek()
  const closing = c.peek(1)?.text
  const opening = c.tokens[c.at - 1]?.text
  if (token === undefined || side.days.length === 0 || opening !== '(' || closing !== ')') return false
  const weekday = weekdaySigns.indexOf(token.text) + 1
  if (weekday === 0 || token.text.length !== 1) return false
  c.at++
  side.days.push({ d: 'weekday', weekday, text: `周${token.text}` })
  return true
}
