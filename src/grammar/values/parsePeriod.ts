import type { Cursor } from './cursor.ts'
import type { Token } from './tokens.ts'
import type { MonthRef, Period, WeekRef, YearRef } from './syntax.ts'

/** How far from the year of reading a two-digit year may lie. */
const NEAR_YEARS = 10

/** A year of two digits near the year of reading, or null. */
export function nearYear(twoDigits: number, thisYear: number): number | null {
  const year = Math.floor(thisYear / 100) * 100 + twoDigits
  return Math.abs(year - thisYear) <= NEAR_YEARS ? year : null
}

/** Whether a number is a year that records can lie in. */
export const isYear = (n: number): boolean => n >= 1900 && n <= 2199

/** 26年 and 98年 are said with 年, so they may lie further off. */
const centuryOf = (twoDigits: number, thisYear: number): number => (2000 + twoDigits > thisYear + 20 ? 1900 : 2000)

/** 2026年, 二〇二六年, 26年, 今年, 明年. */
export function parseYear(c: Cursor): YearRef | null {
  return c.attempt(() => {
    const word = c.word('year')
    if (word) return { by: word.by }
    const shift = c.word('shift')
    if (shift) return c.unit('年') ? { by: shift.by } : null
    const number = c.number()
    if (!number || !c.unit('年')) return null
    if (number.digits === 2) return { at: centuryOf(number.n, c.thisYear) + number.n }
    return isYear(number.n) ? { at: number.n } : null
  })
}

/** 11月, 今年3月, 2026年1月, 2026-11, 202611, 本月, 下个月. */
export function parseMonth(c: Cursor): MonthRef | null {
  return c.attempt(() => {
    const shift = c.word('shift')
    if (shift) return c.unit('月') ? { by: shift.by } : null
    const signed = c.attempt(() => yearBeforeSign(c))
    const year = signed ?? parseYear(c)
    c.skipFillers()
    const month = c.number()
    if (year === null && month?.digits === 6) return packedMonth(month.n)
    if (!month) return null
    const bare = signed !== null && month.digits <= 2 && c.peek()?.t !== 'sign'
    if (!c.unit('月') && !bare) return null
    return { month: month.n, ...(year ? { year } : {}) }
  })
}

function packedMonth(digits: number): MonthRef | null {
  const month = digits % 100
  return month >= 1 && month <= 12 && isYear(Math.floor(digits / 100)) ? { year: { at: Math.floor(digits / 100) }, month } : null
}

function yearBeforeSign(c: Cursor): YearRef | null {
  const number = c.number()
  if (!number || !isYear(number.n) || !(c.sign('-') || c.sign('.') || c.sign('/'))) return null
  return { at: number.n }
}

/** 下周, 这个礼拜, 第49周, 2026年第49周, 2026-W49. */
export function parseWeek(c: Cursor): WeekRef | null {
  return c.attempt(() => {
    const shift = c.word('shift')
    if (shift) return c.unit('周') ? { by: shift.by } : null
    const year = parseYear(c) ?? c.attempt(() => (c.peek(2)?.text === 'w' ? yearBeforeSign(c) : null))
    const ordinal = c.mark('ordinal')
    if (!ordinal && c.mark('w')) {
      const week = c.number()
      return week && { week: week.n, ...(year ? { year } : {}) }
    }
    const week = c.number()
    return ordinal && week && c.unit('周') ? { week: week.n, ...(year ? { year } : {}) } : null
  })
}

/** A stretch of time with a name; null when there is none here. */
export function parsePeriod(c: Cursor): Period | null {
  const start = c.at
  if (c.peek()?.text !== '全年') c.mark('whole')
  const whole = named(c)
  if (!whole) c.at = start
  c.mark('whole')
  return whole
}

function named(c: Cursor): Period | null {
  const days = c.word('days')
  if (days) return { p: 'days', from: days.from, to: days.to }
  return (
    c.attempt(() => partOfYear(c)) ?? c.attempt(() => partOfMonth(c)) ?? c.attempt(() => weekOrWeekend(c)) ?? c.attempt(() => wholeYear(c))
  )
}

function partOfYear(c: Cursor): Period | null {
  const shifted = c.attempt(() => {
    const shift = c.word('shift')
    return shift && c.unit('季度') ? shift.by : null
  })
  if (shifted !== null) return { p: 'quarterFromNow', by: shifted }
  const year = parseYear(c) ?? c.attempt(() => (isPartOfYear(c.peek(1)) ? bareYear(c) : null)) ?? c.attempt(() => (c.peek(2)?.text === 'q' ? yearBeforeSign(c) : null))
  c.skipFillers()
  const dated = year ? { year } : {}
  const half = c.word('halfYear')
  if (half) return { p: 'half', half: half.half, ...dated }
  if (c.mark('firstThree')) return { p: 'threeQuarters', ...dated }
  const marked = c.mark('q')
  if (!marked) c.mark('ordinal')
  const quarter = c.number()
  if (!marked) c.mark('piece')
  return quarter && (marked || c.unit('季度')) ? { p: 'quarter', quarter: quarter.n, ...dated } : null
}

function isPartOfYear(token: Token | undefined): boolean {
  return token?.t === 'word' && (token.word.w === 'q' || token.word.w === 'halfYear')
}

/** The year of 2026Q4 and 2026上半年. */
function bareYear(c: Cursor): YearRef | null {
  const number = c.number()
  if (number && isYear(number.n)) return { at: number.n }
  return number?.digits === 2 ? { at: centuryOf(number.n, c.thisYear) + number.n } : null
}

function partOfMonth(c: Cursor): Period | null {
  const said = parseMonth(c)
  // 上旬 without more is this month's.
  const month: MonthRef = said ?? { by: 0 }
  c.skipFillers()
  if (said) c.unit('月')
  const third = c.word('third')
  if (third) return { p: 'third', third: third.third, month }
  const half = c.word('halfMonth')
  if (half) return { p: 'halfMonth', half: half.half, month }
  return said && { p: 'month', month }
}

function weekOrWeekend(c: Cursor): Period | null {
  const shift = c.attempt(() => {
    const by = c.word('shift')?.by
    return by !== undefined && c.mark('weekend') ? by : null
  })
  if (shift !== null) return { p: 'weekend', week: { by: shift } }
  const week = parseWeek(c)
  c.skipFillers()
  if (c.mark('weekend')) return { p: 'weekend', ...(week ? { week } : {}) }
  return week && { p: 'week', week }
}

function wholeYear(c: Cursor): Period | null {
  if (c.peek()?.text === '全年' && c.mark('whole')) return { p: 'year', year: { by: 0 } }
  const year = parseYear(c)
  if (!year) return null
  c.skipFillers()
  c.unit('年')
  return { p: 'year', year }
}

/** 年, 月, 周 or 季度 alone, as in 月底 and 年内: the one we are in. */
export function parseCurrent(c: Cursor): Period | null {
  const unit = c.unit('年', '月', '周', '季度')
  if (unit === '年') return { p: 'year', year: { by: 0 } }
  if (unit === '月') return { p: 'month', month: { by: 0 } }
  if (unit === '周') return { p: 'week', week: { by: 0 } }
  return unit && { p: 'quarterFromNow', by: 0 }
}
