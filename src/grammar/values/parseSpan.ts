import type { Cursor } from './cursor.ts'
import type { Span } from './syntax.ts'
import type { Unit } from './words.ts'

/** More than this many of any unit is no length of time people mean. */
const MOST = 1000

const WHOLE: Readonly<Partial<Record<Unit, Partial<Span>>>> = {
  年: { months: 12 },
  季度: { months: 3 },
  月: { months: 1 },
  周: { days: 7 },
  天: { days: 1 },
  日: { days: 1 },
  工作日: { workdays: 1 },
  小时: { minutes: 60 },
  分钟: { minutes: 1 },
  分: { minutes: 1 },
  刻: { minutes: 15 },
}
/** Half of a day or a week is no exact length; half a month is 15 days by custom. */
const HALF: Readonly<Partial<Record<Unit, Partial<Span>>>> = {
  年: { months: 6 },
  月: { days: 15 },
  小时: { minutes: 30 },
}
const UNITS = Object.keys(WHOLE) as Unit[]

const times = (part: Partial<Span> | undefined, n: number): Span | null =>
  part === undefined
    ? null
    : {
        months: (part.months ?? 0) * n,
        days: (part.days ?? 0) * n,
        minutes: (part.minutes ?? 0) * n,
        workdays: (part.workdays ?? 0) * n,
      }

const plus = (a: Span, b: Span): Span => ({
  months: a.months + b.months,
  days: a.days + b.days,
  minutes: a.minutes + b.minutes,
  workdays: a.workdays + b.workdays,
})

/** A length of time: 3天, 两个礼拜, 半个月, 一年半, 一个半小时, 1小时30分钟, 五个工作日. */
export function parseSpan(c: Cursor): Span | null {
  const first = c.attempt(() => parseOne(c))
  // 1小时30分钟, 2天3小时: what follows is smaller.
  const second = first && c.attempt(() => { const more = parseOne(c); return more && size(more) < size(first) ? more : null })
  return first && second ? plus(first, second) : first
}

const size = (span: Span): number => (span.months > 0 ? 3 : span.days + span.workdays > 0 ? 2 : span.minutes >= 60 ? 1 : 0)

function parseOne(c: Cursor): Span | null {
  if (c.mark('half')) {
    c.mark('piece')
    const unit = c.unit(...UNITS)
    return unit && times(HALF[unit], 1)
  }
  // 个半钟 leaves the one out.
  if (c.mark('piece')) {
    const unit = c.mark('half') ? c.unit('小时', '月', '年') : null
    const [whole, half] = unit ? [times(WHOLE[unit], 1), times(HALF[unit], 1)] : [null, null]
    return whole && half && plus(whole, half)
  }
  const count = c.number()
  if (!count || count.n > MOST || (!count.arabic && count.digits > 1)) return null
  const pieced = c.mark('piece')
  const halfBefore = pieced && c.mark('half')
  const unit = c.unit(...UNITS)
  // 3月 is March and 一季度 the first quarter; 3个月, 两月 and 一个季度 are lengths.
  if (!unit || (unit === '月' && !pieced && !/^[两俩仨]$/.test(count.text)) || (unit === '季度' && !pieced)) return null
  const whole = times(WHOLE[unit], count.n)
  if (!halfBefore && !c.mark('half')) return whole
  const half = times(HALF[unit], 1)
  return whole && half && plus(whole, half)
}
