/** Labels in a message: 主题:… 时间:…, at a line start or, on one line, after white space. */
import type { Command } from './command.ts'
import type { AnyField } from './field.ts'
import { unit } from './fields/units.ts'
import { foldWord } from './fold.ts'
import { withoutQuotes } from './pieces.ts'
import { looseLabels } from './synonyms.ts'

/** What a label stands for: a field, or one of the two that every command accepts. */
export interface Slot {
  key: string
  /** Label of commands.md. */
  label: string
  field?: AnyField | undefined
  /** True for a word that the command did not declare: it counts only where nothing else is meant. */
  loose?: boolean
}

/** Keys of the two labels that every command accepts unless it has such a field of its own. */
export const unitKey = '@unit'
export const groupKey = '@group'

const ownUnit = unit('单位')

/** The field whose values a label takes; none for the group. */
export const fieldOf = ({ key, field }: Slot): AnyField | undefined => field ?? (key === unitKey ? ownUnit : undefined)

const books = new WeakMap<Command, ReadonlyMap<string, Slot>>()

/** Every label a command knows, folded, with what it stands for. */
export function labelBook(command: Command): ReadonlyMap<string, Slot> {
  const known = books.get(command)
  if (known) return known
  const book = new Map<string, Slot>([
    ['单位', { key: unitKey, label: '单位' }],
    ['群', { key: groupKey, label: '群' }],
  ])
  for (const [key, field] of Object.entries(command.fields)) for (const word of [field.label, ...field.also]) book.set(foldWord(word), { key, label: field.label, field })
  for (const [key, field] of Object.entries(command.fields)) for (const word of looseLabels(field, command.name).map(foldWord)) if (!book.has(word)) book.set(word, { key, label: field.label, field, loose: true })
  books.set(command, book)
  return book
}

/** Where a word with a colon stands: at a line start, after white space, or after a comma. */
export type Position = 'line' | 'space' | 'comma'

export interface LabelLike {
  /** The word before the colon, folded, lower case, without padding. */
  word: string
  position: Position
  /** Where it begins (list signs before it included) and where its value begins. */
  start: number
  end: number
  /** True where nothing stands between it and its value. */
  glued?: true
}

const wordSign = /[\p{Script=Han}A-Za-z]/u
const pause = /[,;，；。、|]/
/** Signs of a list before a label: 1. （二） - • */
const listSign = /^[-*•·>#]*\s*(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.]?\s*)?$/
/** A number alone counts for one only on later lines: right behind a command's name it is a value (/简报 更正 16 内容:…). */
const bareNumber = /^\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s+$/
/** A number of a list right before a label, perhaps within a line; ② is folded to a plain 2. */
const listNumber = /(?:^|\s)([(]?(\d|[一二三四五六七八九](?=[)、.]))(?:[)、.]\s?)?)$/
const valueOf = (sign?: string): number => (sign === undefined ? 0 : '一二三四五六七八九'.indexOf(sign) + 1 || Number(sign))
const longestLabel = 12

/** Every word with a colon (or =) behind it that stands where a label may stand. Linear in the text. */
export function labelLikes(text: string): LabelLike[] {
  const found: LabelLike[] = []
  let lineStart = 0
  let counted = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\n') lineStart = at + 1
    if (sign !== ':' && sign !== '=') continue
    if (text.startsWith('://', at)) continue
    const like = labelBefore(text, at, lineStart, counted)
    if (!like) continue
    found.push(like)
    counted = valueOf(listNumber.exec(text.slice(Math.max(0, at - like.word.length - 6), at - like.word.length))?.[2])
  }
  return found
}

function labelBefore(text: string, colon: number, lineStart: number, counted: number): LabelLike | undefined {
  let end = colon
  while (end > lineStart && colon - end < 3 && text[end - 1] === ' ') end--
  let start = end
  while (start > lineStart && end - start <= longestLabel && wordSign.test(text[start - 1] ?? '')) start--
  if (start === end || end - start > longestLabel) return undefined
  const word = text.slice(start, end).toLowerCase()
  const before = text.slice(Math.max(lineStart, start - 12), start)
  const atLine = start - lineStart <= 12
  const value = lineStart === 0 && bareNumber.test(before)
  if (atLine && !value && listSign.test(before.trimStart())) return { word, position: 'line', start: lineStart, end: colon + 1 }
  const previous = text[start - 1] ?? ''
  // People pad short labels to the width of long ones: 主 题:
  if (atLine && word.length === 1 && /^ *(?:\p{Script=Han} +){1,3}$/u.test(before)) return { word: before.replace(/ /g, '') + word, position: 'line', start: lineStart, end: colon + 1 }
  // Only the number that follows the last one: any other is a value.
  const [, sign, number] = listNumber.exec(before) ?? []
  if (sign !== undefined && counted > 0 && valueOf(number) === counted + 1) return { word, position: 'space', start: start - sign.length, end: colon + 1 }
  if (previous === ' ') return { word, position: 'space', start, end: colon + 1 }
  return pause.test(previous) ? { word, position: 'comma', start: start - 1, end: colon + 1 } : undefined
}

/**
 * Labels written without a colon (主题 青年联谊会 时间 11月20日): only where the first word is a label, or several lines
 * begin with one, so that a value which happens to be a label's word stays a value.
 */
export function spacedLabels(text: string, isLabel: (word: string) => boolean): LabelLike[] {
  const first = /^\S+/.exec(text.slice(0, longestLabel + 1))?.[0] ?? ''
  if (!isLabel(first.toLowerCase()) || !/^\s+\S/.test(text.slice(first.length, first.length + 4))) return lineLabels(text, isLabel)
  return [...text.matchAll(/(?<!\S)[^\s:=]{1,12}(?=\s+[^\s:=])/g)].flatMap((match) => {
    const word = match[0].toLowerCase()
    const line = match.index === 0 || text[match.index - 1] === '\n'
    return isLabel(word) ? [{ word, position: line ? ('line' as const) : ('space' as const), start: match.index, end: match.index + word.length }] : []
  })
}

/** Labels with a space behind them within a line (… 对象 中河中学), where `fits` says that what follows is a value of that label. */
export function loneLabels(text: string, book: ReadonlyMap<string, Slot>, fits: (slot: Slot, value: string) => boolean): LabelLike[] {
  return [...text.slice(0, longestGlued).matchAll(/(?<=\S +)(?=(\p{Script=Han}{2,6}) +([^\s:=]+)(?=\s|$))(?<=\s)/gu)].flatMap(({ 1: word = '', 2: value = '', index }) => {
    const slot = book.get(word)
    return slot && fits(slot, value) ? [{ word, position: 'space' as const, start: index, end: index + word.length }] : []
  })
}

/** Labels at the starts of later lines, a space behind them, where there are two or more of them; one alone may be prose. */
function lineLabels(text: string, isLabel: (word: string) => boolean): LabelLike[] {
  const lines = [...text.slice(0, longestGlued).matchAll(/(?<=\n)[^\s:=]{1,12}(?= +[^\s:=])/g)].filter(({ 0: word }) => isLabel(word.toLowerCase()))
  if (new Set(lines.map(({ 0: word }) => word)).size < 2) return []
  return lines.map(({ 0: word, index }) => ({ word: word.toLowerCase(), position: 'line', start: index, end: index + word.length }))
}

/**
 * Labels written right before their values (人数40 地点青年中心; 文化站，人数40), at the start of a word or behind a comma; `fits` says whether the
 * rest of the word is a value of that label.
 */
export function gluedLabels(text: string, book: ReadonlyMap<string, Slot>, fits: (slot: Slot, value: string, first: boolean) => boolean): LabelLike[] {
  const words = [...text.slice(0, longestGlued).matchAll(/(?<![^\s,;，；。|])\p{Script=Han}(?:[^\s:=,;，；。|]|(?<=\d):(?=\d)){2,30}(?![^\s,;，；。|])/gu)]
  const plain = withoutQuotes(text.slice(0, longestGlued))
  return words.flatMap(({ 0: word, index }) => {
    // A comma within quotes or brackets parts nothing.
    if (/[,;，；。|]/.test(text[index - 1] ?? '') && plain[index - 1] !== text[index - 1]) return []
    for (let length = Math.min(longestLabel, word.length - 1); length >= 2; length--) {
      const slot = book.get(word.slice(0, length))
      if (!slot || !fits(slot, word.slice(length), index === 0)) continue
      const before = text[index - 1] ?? '\n'
      const position = before === '\n' ? 'line' : /\s/.test(before) ? 'space' : 'comma'
      return [{ word: word.slice(0, length), position, start: position === 'comma' ? index - 1 : index, end: index + length, glued: true }]
    }
    return []
  })
}

/**
 * Labels written right behind the value before them (主题:迎新晚会时间:12月31日20:00地点:礼堂): only where `reads` says of at least one
 * that what follows it, up to the next, is a value of it, or that what it follows is a value of the label before. `others` are the words that stand where labels may stand.
 */
export function fusedLabels(text: string, others: readonly LabelLike[], isLabel: (word: string) => boolean, reads: (word: string, value: string) => boolean): LabelLike[] {
  const found = [...text.slice(0, longestGlued).matchAll(/(?<=[^\s,;，；。、|\n])(?=(\p{Script=Han}{2,6}):)/gu)].filter(({ 1: word = '', index }) => isLabel(word) && !others.some(({ end }) => end === index + word.length + 1))
  const starts = found.filter(({ index }, i) => i === 0 || index >= (found[i - 1]?.index ?? 0) + (found[i - 1]?.[1]?.length ?? 0))
  const likes = starts.map(({ 1: word = '', index }): LabelLike => ({ word, position: 'space', start: index, end: index + word.length + 1 }))
  const value = ({ end }: LabelLike, i: number): string => /^\S*/.exec(text.slice(end, likes[i + 1]?.start ?? text.length))?.[0] ?? ''
  const before = ({ start }: LabelLike): boolean => {
    const last = [...others, ...likes].filter(({ end }) => end <= start).sort((a, b) => b.end - a.end)[0]
    return last !== undefined && reads(last.word, text.slice(last.end, start).trim())
  }
  return likes.some((like, i) => reads(like.word, value(like, i)) || before(like)) ? likes : []
}

/** Further on stands prose. */
const longestGlued = 300
