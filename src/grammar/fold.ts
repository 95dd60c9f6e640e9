/**
 * One written form for recognising syntax and names: NFKC, signs, spaces and Simplified characters,
 * with the way back to what was typed, since a person's own words are never changed.
 */
import { toSimplified } from '../domain/unitNames.ts'

/** A message folded for recognition, and where each folded character came from. */
export interface Folded {
  /** What was typed, without control characters; line breaks are \n. */
  typed: string
  /** Its folded form. */
  text: string
  /** For each folded position (and the end) the position in `typed`. */
  from: Uint32Array
}

/** Signs that NFKC leaves alone or spoils; 。、「」【】 keep their own meaning. */
const signs = new Map<string, string>(
  Object.entries({
    '∶': ':', '︰': ':', '꞉': ':', 'ː': ':', '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'", '﹁': '「', '﹂': '」', '｢': '「', '｣': '」', '『': '「', '』': '」',
    '—': '-', '–': '-', '―': '-', '‐': '-', '‑': '-', '‒': '-', '−': '-', '─': '-', '━': '-', '〜': '~', '∼': '~', '⁄': '/', '∕': '/', '⧸': '/', '〖': '【', '〗': '】',
    '︻': '【', '︼': '】', '…': '…', '｡': '。', '､': '、', '羣': '群', '爲': '为', '綫': '线', '裏': '里', '衆': '众',
  }),
)
const breaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
const invisible = /\p{Default_Ignorable_Code_Point}/u
/** Control characters and halves of pairs; U+E000 and U+E001 stand for numbers not yet allotted, so nobody may type them. */
const dropped = /[\p{Cs}\ue000\ue001]|(?![\n\t])\p{Cc}/gu
/** What may be cut off a value's ends. */
const edge = /[\s\u200b\u2060\ufeff]/
const folds = new Map<string, string>()

/** The folded form of one character; at most as many are kept as there are characters. */
function foldCharacter(ch: string): string {
  const known = folds.get(ch)
  if (known !== undefined) return known
  const folded = foldUnknown(ch)
  folds.set(ch, folded)
  return folded
}

function foldUnknown(ch: string): string {
  if (invisible.test(ch)) return ''
  const plain = signs.get(ch) ?? ch.normalize('NFKC').replace(/\s/g, ' ')
  return signs.get(plain) ?? toSimplified(plain)
}

/** What was typed, without control characters and with \n for every line break. */
export const clean = (text: string): string => text.replace(breaks, '\n').replace(dropped, '')

/** Folds a message; linear in its length. */
export function fold(message: string): Folded {
  const typed = clean(message)
  const from: number[] = []
  let text = ''
  let at = 0
  for (const ch of typed) {
    const folded = ch === '\n' ? ch : foldCharacter(ch)
    for (let i = 0; i < folded.length; i++) from.push(at)
    text += folded
    at += ch.length
  }
  from.push(at)
  return { typed, text, from: new Uint32Array(from) }
}

/** What was typed between two folded positions. */
export const typedBetween = (folded: Folded, start: number, end: number): string =>
  folded.typed.slice(folded.from[start] ?? 0, folded.from[end] ?? folded.typed.length)

/** The part of a folded message between two folded positions, as a folded message of its own. */
export function part(folded: Folded, start: number, end: number): Folded {
  const first = folded.from[start] ?? 0
  const from = folded.from.slice(start, end + 1)
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - first
  return { typed: typedBetween(folded, start, end), text: folded.text.slice(start, end), from }
}

/** Folded text alone. */
export const foldText = (text: string): string => fold(text).text

/** A name or option as it is compared: folded, trimmed, in lower case, inner spaces single. */
export const foldWord = (text: string): string => foldText(text).trim().replace(/\s+/g, ' ').toLowerCase()

/** Without outer white space and invisible characters. */
export function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && edge.test(text[start] ?? '')) start++
  while (end > start && edge.test(text[end - 1] ?? '')) end--
  return text.slice(start, end)
}

/** Folded messages one after another. */
export function join(parts: readonly Folded[]): Folded {
  const from: number[] = []
  let typed = ''
  let text = ''
  for (const piece of parts) {
    for (let i = 0; i < piece.text.length; i++) from.push(typed.length + (piece.from[i] ?? 0))
    typed += piece.typed
    text += piece.text
  }
  from.push(typed.length)
  return { typed, text, from: new Uint32Array(from) }
}

/** A folded message without outer white space. */
export function trimFolded(folded: Folded): Folded {
  const { text } = folded
  let start = 0
  let end = text.length
  while (start < end && edge.test(text[start] ?? '')) start++
  while (end > start && edge.test(text[end - 1] ?? '')) end--
  return start === 0 && end === text.length ? folded : part(folded, start, end)
}
