/** A quoted message that a client flattened into the text: 「名：原文」, a line of dashes, then what was said. */
import { foldWord, part, trimFolded, type Folded } from './fold.ts'

export interface Quoted {
  /** What was said, without the quote. */
  message: Folded
  /** Folded text of the quoted message. */
  quote?: string | undefined
  /** Whether the quoted message was one of the bot's. */
  ofBot: boolean
}

/** Six dashes or more on a line of their own, with or without spaces between. */
const isRule = (line: string): boolean => /^[- ]*$/.test(line) && (line.match(/-/g)?.length ?? 0) >= 6

/** Cuts a flattened quote off; a text that merely holds 「」 is left alone. */
export function cutQuote(message: Folded, botNames: readonly string[]): Quoted {
  const whole = trimFolded(message)
  if (!whole.text.startsWith('「')) return { message, ofBot: false }
  const end = endOfQuote(whole.text)
  if (end === undefined) return { message, ofBot: false }
  const inner = whole.text.slice(1, end.close)
  const colon = inner.indexOf(':')
  const by = colon < 0 ? '' : foldWord(inner.slice(0, colon)).replace(/^@/, '')
  return {
    message: trimFolded(part(whole, end.rest, whole.text.length)),
    quote: colon < 0 ? inner : inner.slice(colon + 1),
    ofBot: botNames.some((name) => foldWord(name) === by),
  }
}

/** Where the outermost bracket closes before a line of dashes; quotes may be nested, and a long one may be cut inside. */
function endOfQuote(text: string): { close: number; rest: number } | undefined {
  let depth = 0
  let last: { close: number; rest: number } | undefined
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '「') depth++
    if (sign !== '」') continue
    depth--
    const rest = afterRule(text, at + 1)
    if (rest === undefined) continue
    if (depth <= 0) return { close: at, rest }
    last = { close: at, rest }
  }
  return last
}

/** Where the text goes on after a line of dashes that begins on the next line. */
function afterRule(text: string, at: number): number | undefined {
  let start = at
  while (text[start] === ' ') start++
  if (text[start] !== '\n') return undefined
  const next = text.indexOf('\n', start + 1)
  const end = next < 0 ? text.length : next
  return end - start < 200 && isRule(text.slice(start + 1, end)) ? end : undefined
}
