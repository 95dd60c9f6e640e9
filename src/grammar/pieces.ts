/** Cuts a text without labels into its words; what stands in quotes is one word. */
import type { Folded } from './fold.ts'

export interface Piece {
  start: number
  end: number
}

/** Words beyond this many go to the last value unread: nobody types that many values. */
export const mostPieces = 24

const closing: Readonly<Record<string, string>> = { '"': '"', '《': '》', '「': '」', '【': '】', '(': ')' }
const longestQuote = 100

/** Words parted by white space, or by whatever `gap` names. */
export function pieces({ text }: Folded, gap: RegExp): Piece[] {
  const found: Piece[] = []
  let start = -1
  let quoted = -1
  for (let at = 0; at <= text.length; at++) {
    if (at > quoted) quoted = endOfQuote(text, at)
    const inside = at < text.length && (at <= quoted || !gap.test(text[at] ?? ''))
    if (inside && start < 0) {
      start = at
      if (found.length === mostPieces) return [...found, { start, end: text.length }]
    }
    if (!inside && start >= 0) {
      found.push({ start, end: at })
      start = -1
    }
  }
  return found
}

/** Where the quote that opens here closes on the same line; -1 when none does. */
function endOfQuote(text: string, at: number): number {
  const close = closing[text[at] ?? '']
  if (close === undefined) return -1
  const end = text.slice(at + 1, at + longestQuote).indexOf(close)
  return end < 0 || text.slice(at + 1, at + 1 + end).includes('\n') ? -1 : at + 1 + end
}

/** Whether a folded text as a whole stands in plain quotes. */
export const isQuoted = (text: string): boolean => /^"[^"]+"$/.test(text)

/** Bounded: of many that open and never close each is looked behind. */
const quoted = /"[^"\n]*"|《[^》\n]{0,300}》|「[^」\n]{0,300}」|【[^】\n]{0,300}】|\([^)\n]{0,300}\)/g

/** A folded text with something plain, of the same length, in place of every quote and bracket. */
export const withoutQuotes = (text: string): string => text.replace(quoted, (quote) => '引'.repeat(quote.length))
