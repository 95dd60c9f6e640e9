import type { Cursor } from './cursor.ts'
import { NUMERAL_FESTIVALS } from './festivals.ts'
import { isYear, nearYear, parseCurrent, parseMonth, parsePeriod, parseWeek, parseYear } from './parsePeriod.ts'
import { parseSpan } from './parseSpan.ts'
import type { Day, Span } from './syntax.ts'
import type { Unit } from './words.ts'

type Bare = Day extends infer D ? (D extends Day ? Omit<D, 'text'> : never) : never

/** One day said in any way; null when none starts here. */
export function parseDay(c: Cursor): Day | null {
  for (const parse of [spanDay, numericDate, nthWeekday, namedDate, dayOfMonth, weekday, edgeOfPeriod]) {
    const start = c.at
    const found = c.attempt(() => parse(c))
    if (found) return { ...found, text: c.textFrom(start) } as Day
  }
  return null
}

const nextUnit = (c: Cursor): Unit | null => {
  const token = c.peek()
  return token?.t === 'word' && token.word.w === 'unit' ? token.word.unit : null
}

/** 3天后, 两周前, 再过三天, 三日内, 半小时后, 下一个工作日. */
function spanDay(c: Cursor): Bare | null {
  const shift = c.attempt(() => {
    const by = c.word('shift')?.by
    return by !== undefined && by !== 0 && c.unit('工作日') ? by : null
  })
  if (shift !== null) return { d: 'span', span: { months: 0, days: 0, minutes: 0, workdays: shift }, sign: 1, within: false }
  const ahead = c.mark('again') || (c.peek()?.text === '过' && c.mark('past'))
  const first = c.peek()
  const span = parseSpan(c)
  if (!span) return null
  c.skipFillers()
  if (c.mark('within')) return { d: 'span', span, sign: 1, within: true }
  if (c.mark('after') || ahead) return { d: 'span', span, sign: 1, within: false }
  const unit = c.tokens[c.at - 1]
  if (!c.mark('before')) return null
  const past = { d: 'span', span, sign: -1, within: false } as const
  if (unit?.text !== '日' || first?.t !== 'num' || first.n > 31 || !isDays(span)) return past
  // 5日前 is five days ago, or by the fifth.
  return { d: 'either', first: { ...past, text: `${first.text}天前` }, second: { d: 'ofMonth', day: first.n, text: `${first.text}号` } }
}

const isDays = (span: Span): boolean => span.months + span.minutes + span.workdays === 0

/** 2026-11-20, 26.11.20, 20261120, 11.20, 今年11/20. */
function numericDate(c: Cursor): Bare | null {
  const year = parseYear(c)
  const first = c.number()
  if (!first?.arabic) return null
  if (first.digits >= 6) return year === null ? packed(c, first.text) : null
  const mark = ['.', '/', '-'].find((sign) => c.sign(sign))
  const second = c.number()
  if (!mark || !second?.arabic || second.digits > 2) return null
  const triple = year === null ? c.attempt(() => fullDate(c, mark, first, second)) : null
  if (triple) return triple
  if (first.digits > 2 || c.peek()?.text === ':') return null
  const unit = nextUnit(c)
  if (unit === '日' || unit === '号') {
    if (mark === '-') return null
    c.at++
  } else if (unit !== null) return null
  return { d: 'date', month: first.n, day: second.n, ...(year ? { year } : {}) }
}

type Num = NonNullable<ReturnType<Cursor['number']>>

function fullDate(c: Cursor, mark: string, first: Num, second: Num): Bare | null {
  const gapBefore = c.peek()?.gap
  if (!c.sign(mark)) return null
  const third = c.number()
  if (!third?.arabic || third.digits > 2 || c.peek()?.text === ':') return null
  if (isYear(first.n)) {
    c.unit('日', '号')
    return { d: 'date', year: { at: first.n }, month: second.n, day: third.n }
  }
  const year = nearYear(first.n, c.thisYear)
  if (first.digits !== 2 || year === null || second.n > 12 || third.n > 31 || gapBefore) return null
  return { d: 'date', year: { at: year }, month: second.n, day: third.n }
}

function packed(c: Cursor, digits: string): Bare | null {
  const [year, rest] = digits.length === 8 ? [Number(digits.slice(0, 4)), digits.slice(4)] : [nearYear(Number(digits.slice(0, 2)), c.thisYear), digits.slice(2)]
  const month = Number(rest.slice(0, 2))
  const day = Number(rest.slice(2))
  if (year === null || !isYear(year) || rest.length !== 4 || (digits.length === 6 && (month < 1 || month > 12 || day < 1 || day > 31))) return null
  return { d: 'date', year: { at: year }, month, day }
}

/** 11月20日, 2026年十一月廿日, 本月20号, 今年国庆节, 五一, 后天. */
function namedDate(c: Cursor): Bare | null {
  const word = c.word('day')
  if (word) return { d: 'shift', days: word.days }
  const festival = c.attempt(() => festivalDate(c))
  if (festival) return festival
  const month = parseMonth(c)
  if (!month) return null
  c.skipFillers()
  const number = c.number()
  if (!number) return null
  if (!c.unit('日', '号') && (nextUnit(c) !== null || c.peek()?.text === ':' || 'by' in month)) return null
  if ('by' in month) return { d: 'ofMonth', by: month.by, day: number.n }
  return { d: 'date', ...month, day: number.n }
}

/** 12月第二个周五, 本月最后一个周一. */
function nthWeekday(c: Cursor): Bare | null {
  const month = parseMonth(c)
  if (!month) return null
  c.skipFillers()
  const ordinal = c.mark('ordinal') ? c.number() : null
  const nth = ordinal && c.mark('piece') ? ordinal.n : ordinal === null && c.mark('lastOne') ? -1 : 0
  const word = nth === 0 || nth > 5 ? null : c.word('weekday')
  return word && { d: 'nth', month, nth, weekday: word.weekday }
}

function festivalDate(c: Cursor): Bare | null {
  const year = parseYear(c)
  c.skipFillers()
  const dated = year ? { year } : {}
  const token = c.peek()
  const numeral = token?.t === 'num' && !token.arabic ? NUMERAL_FESTIVALS.get(token.text) : undefined
  if (numeral) {
    c.at++
    const next = c.peek()
    const [month, day] = numeral
    const named = c.word('festival')
    if (named) return named.month === month && named.day === day ? { d: 'date', month, day, ...dated } : null
    // 十一月, 五一点, 十一个 go on as numbers.
    const goesOn = next?.t === 'num' || next?.t === 'sign' || (next?.t === 'word' && (next.word.w === 'unit' || next.word.w === 'piece'))
    return goesOn ? null : { d: 'date', month, day, ...dated }
  }
  const festival = c.word('festival')
  return festival && { d: 'date', month: festival.month, day: festival.day, ...dated }
}

/** 20日, 20号. */
function dayOfMonth(c: Cursor): Bare | null {
  const number = c.number()
  return number && c.unit('日', '号') ? { d: 'ofMonth', day: number.n } : null
}

/** 周五, 下周五, 本周周五, 第49周周五. */
function weekday(c: Cursor): Bare | null {
  const week =
    c.attempt(() => {
      const found = parseWeek(c)
      c.skipFillers()
      return found && isWeekday(c) ? found : null
    }) ??
    c.attempt(() => {
      const shift = c.word('shift')
      return shift && isWeekday(c) ? { by: shift.by } : null
    })
  const word = c.word('weekday')
  return word && { d: 'weekday', weekday: word.weekday, ...(week ? { week } : {}) }
}

function isWeekday(c: Cursor): boolean {
  const token = c.peek()
  return token?.t === 'word' && token.word.w === 'weekday'
}

/** 月底, 12月底, 本季度末, 下个月第一天. */
function edgeOfPeriod(c: Cursor): Bare | null {
  const of = parsePeriod(c) ?? parseCurrent(c)
  if (!of) return null
  c.skipFillers()
  // 今年年底, 12月月底
  c.attempt(() => (parseCurrent(c)?.p.startsWith(of.p.slice(0, 4)) ? true : null))
  const edge = c.word('edge')
  if (edge) {
    c.skipFillers()
    c.mark('lastDay')
    return edge.edge === 'end' && (of.p === 'year' || of.p === 'month' || of.p.startsWith('quarter')) ? { d: 'edge', of, last: true } : null
  }
  if (c.mark('lastDay')) return { d: 'edge', of, last: true }
  return c.mark('firstDay') ? { d: 'edge', of, last: false } : null
}
