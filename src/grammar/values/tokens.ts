import { isNumeral, isPositional, isVague, numeralValue } from './numerals.ts'
import { type Word, wordAt } from './words.ts'

/** A piece of folded text. `gap` says that a space stood before it. */
export type Token = { readonly text: string; readonly gap: boolean } & (
  | { readonly t: 'num'; readonly n: number; readonly arabic: boolean; readonly digits: number }
  | { readonly t: 'word'; readonly word: Word }
  | { readonly t: 'sign'; readonly sign: string }
  | { readonly t: 'unknown' }
)

const SIGNS = ':./'

/** Cuts folded text into words, numbers and signs; nothing is left out but spaces. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let gap = false
  while (at < text.length) {
    if (text[at] === ' ') {
      gap = true
      at++
      continue
    }
    const token = tokenAt(text, at, gap, tokens.at(-1))
    at += token.text.length
    gap = false
    const last = tokens.at(-1)
    if (token.t === 'unknown' && last?.t === 'unknown' && !token.gap) tokens[tokens.length - 1] = { ...last, text: last.text + token.text }
    else tokens.push(token)
  }
  return tokens
}

/** What tokenise begins with, without looking further; of what is unknown only its first sign. */
export function firstToken(text: string): Token | undefined {
  const at = text.search(/[^ ]/)
  return at < 0 ? undefined : tokenAt(text, at, at > 0, undefined)
}

function tokenAt(text: string, at: number, gap: boolean, previous: Token | undefined): Token {
  return arabicAt(text, at, gap) ?? wordTokenAt(text, at, gap, previous) ?? numeralAt(text, at, gap) ?? otherAt(text, at, gap)
}

function arabicAt(text: string, at: number, gap: boolean): Token | null {
  let end = at
  while (end < text.length && /[0-9]/.test(text[end] ?? '')) end++
  if (end === at) return null
  const raw = text.slice(at, end)
  return { t: 'num', text: raw, gap, n: Number(raw), arabic: true, digits: raw.length }
}

function wordTokenAt(text: string, at: number, gap: boolean, previous: Token | undefined): Token | null {
  const found = wordAt(text, at)
  if (!found) return null
  // 周五十点 is 周五 + 十点, but 周11 is no weekday at all.
  if (found.word.w === 'weekday' && /[0-9]$/.test(found.surface) && /[0-9]/.test(text[at + found.surface.length] ?? '')) return null
  // 至今年2月 is 至 + 今年, not 至今 + 年.
  if (found.surface === '至今' && /[年天日晚早晨]/.test(text[at + 2] ?? '')) return { t: 'word', text: '至', gap, word: { w: 'to' } }
  // 3天前晚上 is 3天前 + 晚上, not 前晚 + 上.
  if (/^[前后]./.test(found.surface) && (found.word.w === 'day' || found.word.w === 'year') && isSpanUnit(previous)) {
    return { t: 'word', text: text[at] ?? '', gap, word: { w: text[at] === '前' ? 'before' : 'after' } }
  }
  return { t: 'word', text: found.surface, gap, word: found.word }
}

const SPAN_UNITS: readonly string[] = ['天', '日', '周', '月', '年', '小时', '分钟', '工作日', '刻']

function isSpanUnit(token: Token | undefined): boolean {
  return token?.t === 'word' && token.word.w === 'unit' && SPAN_UNITS.includes(token.word.unit)
}

function numeralAt(text: string, at: number, gap: boolean): Token | null {
  let end = at
  while (end < text.length && isNumeral(text[end] ?? '')) end++
  if (end === at) return null
  const raw = text.slice(at, end)
  const n = numeralValue(raw)
  if (n === null) return { t: 'unknown', text: raw, gap }
  if (isVague(raw) && text[end] !== '年') return { t: 'word', text: raw, gap, word: { w: 'rough' } }
  return { t: 'num', text: raw, gap, n, arabic: false, digits: isPositional(raw) ? raw.length : 0 }
}

function otherAt(text: string, at: number, gap: boolean): Token {
  const ch = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return SIGNS.includes(ch) ? { t: 'sign', sign: ch, text: ch, gap } : { t: 'unknown', text: ch, gap }
}

const ENDS_OF_SPANS: readonly string[] = ['within', 'after', 'before', 'piece', 'half']
const SHARED_UNITS: readonly string[] = ['年', '季度', '月', '周', '日', '号', '点']

/** Gives both numbers of 1-3月, 20至25日 and 9-11点 the unit that is written once; 周一至五 likewise. */
export function shareUnits(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i): Token[] => {
    const before = tokens[i - 1]
    const [link, second, unit, after] = tokens.slice(i + 1, i + 5)
    const linked = link?.t === 'word' && link.word.w === 'to'
    if (token.t === 'num' && linked && second?.t === 'num' && unit?.t === 'word' && isShared(unit.word) && before?.text !== ':') {
      const spanned = after?.t === 'word' && ENDS_OF_SPANS.includes(after.word.w) && unit.text !== '点'
      return spanned ? [token] : [token, { ...unit, gap: false }]
    }
    // 第48-50周
    const ordinal = link?.text === '周' && before?.t === 'word' && before.word.w === 'to' && tokens.slice(Math.max(0, i - 4), i).find((t) => t.text === '第')
    if (token.t === 'num' && ordinal) return [ordinal, token]
    const weekday = tokens[i - 2]
    const afterWeekday = weekday?.t === 'word' && weekday.word.w === 'weekday' && before?.t === 'word' && before.word.w === 'to'
    if (token.t === 'num' && afterWeekday && token.n >= 1 && token.n <= 7 && !isUnit(tokens[i + 1])) {
      return [{ t: 'word', text: `周${token.text}`, gap: false, word: { w: 'weekday', weekday: token.n } }]
    }
    return [token]
  })
}

function isShared(word: Word): boolean {
  return word.w === 'unit' && SHARED_UNITS.includes(word.unit)
}

function isUnit(token: Token | undefined): boolean {
  return token?.t === 'sign' || (token?.t === 'word' && token.word.w === 'unit')
}
