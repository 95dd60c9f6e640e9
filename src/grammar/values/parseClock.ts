import type { Cursor } from './cursor.ts'
import type { Clock } from './syntax.ts'
import type { Part } from './words.ts'

/** A time of day with the part of the day said before or after it; null when there is none. */
export function parseClock(c: Cursor): Clock | null {
  return c.attempt(() => endOfWork(c)) ?? c.attempt(() => withPart(c)) ?? c.attempt(() => now(c))
}

function endOfWork(c: Cursor): Clock | null {
  const start = c.at
  const part = c.word('part')?.part
  c.skipFillers()
  if (!c.mark('offWork')) return null
  c.skipFillers()
  if (!c.mark('before')) return null
  const text = c.textFrom(start)
  if (part === '中午' || part === '上午') return { c: 'noon', text }
  return part === undefined || part === '下午' ? { c: 'endOfWork', text } : null
}

function now(c: Cursor): Clock | null {
  const start = c.at
  return c.mark('now') ? { c: 'now', text: c.textFrom(start) } : null
}

function withPart(c: Cursor): Clock | null {
  const start = c.at
  const before = c.word('part')
  c.skipFillers()
  const said = c.attempt(() => quarterTo(c)) ?? c.attempt(() => colonTime(c)) ?? c.attempt(() => pointTime(c)) ?? c.attempt(() => latinHour(c, before?.latin ?? false))
  if (!said) {
    c.at = start + 1
    if (before?.alone === 'noon') return { c: 'noon', text: c.textFrom(start) }
    return before?.alone === 'midnight' ? { c: 'midnight', text: c.textFrom(start) } : null
  }
  const after = c.peek()
  const latinAfter = after?.t === 'word' && after.word.w === 'part' && after.word.latin === true ? after.word : null
  if (latinAfter && before && !goTogether(before.part, latinAfter.part)) return null
  if (latinAfter) c.at++
  const text = c.textFrom(start)
  if ('first' in said) return { c: 'either', ...said, text }
  const part: Part | undefined = latinAfter?.part ?? before?.part
  const latin = latinAfter !== null || before?.latin === true
  return { c: 'said', text, ...said, latin, ...(part ? { part } : {}) }
}

const MORNING: readonly Part[] = ['凌晨', '早上', '上午']

/** 上午10:00AM says one thing twice; 下午10:00AM contradicts itself. */
const goTogether = (said: Part, latin: Part): boolean => MORNING.includes(said) === MORNING.includes(latin)

type Said = { hour: number; minute: number; literal: boolean; seconds?: number } | { first: string; second: string }

const twoDigits = (text: string): boolean => /^0\d$/.test(text)

/** 14:00, 9:05:00, also 14:30分 and the +08:00 of a written-out instant. */
function colonTime(c: Cursor): Said | null {
  const hour = c.number()
  if (!hour || hour.digits > 2 || !c.sign(':')) return null
  const minute = c.number()
  if (!minute || minute.digits !== 2) return null
  const seconds = c.sign(':') ? (c.number()?.n ?? 60) : 0
  if (seconds > 59) return null
  if (c.peek()?.text === '+' && c.tokens.slice(c.at, c.at + 4).map((t) => t.text).join('') === '+08:00') c.at += 4
  if (!c.unit('点', '分')) c.mark('sharp')
  return { hour: hour.n, minute: minute.n, literal: twoDigits(hour.text), seconds }
}

/** 差五分三点, 差一刻十二点. */
function quarterTo(c: Cursor): Said | null {
  if (!c.mark('lacking')) return null
  const minutes = minutesOf(c)
  if (minutes === null) return null
  if (!c.sign('到')) c.skipFillers()
  const hour = c.number()
  if (!hour || !c.unit('点')) return null
  return { hour: hour.n, minute: -minutes, literal: false }
}

/** 五分, 五分钟, 一刻 as minutes. */
function minutesOf(c: Cursor): number | null {
  const count = c.number()
  if (!count) return null
  c.mark('piece')
  const unit = c.unit('分', '分钟', '刻', '字')
  if (!unit || count.n > 59) return null
  if (unit === '刻') return count.n <= 3 ? count.n * 15 : null
  return unit === '字' ? (count.n <= 11 ? count.n * 5 : null) : count.n
}

/** 两点, 14点30, 三点三刻, 九点零五分, 三点差五分, 三点三个字, 三点踏正. */
function pointTime(c: Cursor): Said | null {
  const hour = c.number()
  if (!hour || !c.unit('点')) return null
  const literal = twoDigits(hour.text)
  const at = (minute: number): Said => {
    c.mark('sharp')
    return { hour: hour.n, minute, literal }
  }
  if (c.mark('half')) {
    if (c.peek()?.text === '钟') c.at++
    return at(30)
  }
  const counted = c.attempt(() => (c.mark('past') ? pastMinutes(c) : minutesOf(c)))
  if (counted !== null) {
    const seconds = c.attempt(() => secondsOf(c)) ?? 0
    return { ...at(counted), seconds }
  }
  const short = c.attempt(() => (c.mark('lacking') ? minutesOf(c) : null))
  if (short !== null) return at(-short)
  const bare = c.peek()
  const next = c.peek(1)
  if (bare?.t !== 'num' || bare.gap || bare.n > 60 || (next?.t === 'word' && next.word.w === 'unit')) return at(0)
  c.at++
  if (bare.n >= 10 || bare.text.length === 2) return at(bare.n)
  return { first: `${hour.n}点${bare.n}分`, second: `${hour.n}点${bare.n * 5}分或${hour.n}点${bare.n}0分` }
}

const secondsOf = (c: Cursor): number | null => {
  const count = c.number()
  return count && count.n <= 59 && c.unit('秒') ? count.n : null
}

/** After 过: 五分, 一刻; after 踏 or 搭 also the hand's number, five minutes each. */
function pastMinutes(c: Cursor): number | null {
  const exact = c.attempt(() => minutesOf(c))
  if (exact !== null) return exact
  if (c.mark('sharp')) return 0
  if (c.mark('half')) return 30
  const hand = c.number()
  return hand && hand.n >= 1 && hand.n <= 11 ? hand.n * 5 : null
}

/** 2pm, PM 2; a bare hour needs the latin mark. */
function latinHour(c: Cursor, marked: boolean): Said | null {
  const hour = c.number()
  if (!hour || hour.n > 24) return null
  const next = c.peek()
  const follows = next?.t === 'word' && next.word.w === 'part' && next.word.latin === true
  return marked || follows ? { hour: hour.n, minute: 0, literal: twoDigits(hour.text) } : null
}
