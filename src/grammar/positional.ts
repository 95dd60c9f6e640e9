/** Gives values without labels to fields, in declared order (form 6). */
import type { AnyField, FieldContext } from './field.ts'
import { typedBetween, type Folded } from './fold.ts'
import { isFree, readField } from './read.ts'

/** A field that still has no value. */
export interface OpenField {
  key: string
  field: AnyField
  /** True for the field whose label stood right before the text: it takes at least the first word. */
  first?: boolean
}

export interface Placed {
  raw: Record<string, string>
  /** Text that no field could take. */
  left: string
  /** How far the outcome is from a perfect fit; 0 is perfect. */
  cost: number
}

interface Token {
  start: number
  end: number
}

/** Costs, by how surprised the person would be. */
const cost = { missing: 100, left: 70, unlikely: 150, unread: 40, moreWords: 2, skipText: 1, skipTyped: 0.5, typedAsText: 2, oddName: 4, moreTyped: 0.2 }
/** Words beyond this many go to the last value unread: nobody types forty values. */
const mostTokens = 40

/** Finds the best way to cut a text into values for the fields, each at most once and in order. */
export function place(text: Folded, fields: readonly OpenField[], at: FieldContext): Placed {
  const bySpaces = placeTokens(text, tokens(text, /\s/), fields, at)
  if (bySpaces.cost < cost.unread || !/[,;，；、|]/.test(text.text)) return bySpaces
  const byCommas = placeTokens(text, tokens(text, /[\s,;，；、|]/), fields, at)
  return byCommas.cost < bySpaces.cost ? byCommas : bySpaces
}

function tokens({ text }: Folded, gap: RegExp): Token[] {
  const found: Token[] = []
  let start = -1
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && !gap.test(text[at] ?? '')
    if (inside && start < 0) {
      start = at
      if (found.length === mostTokens) return [...found, { start, end: text.length }]
    }
    if (!inside && start >= 0) {
      found.push({ start, end: at })
      start = -1
    }
  }
  return found
}

interface Best {
  cost: number
  /** Where each taken field's words end, by field position; undefined when skipped. */
  taken: readonly (readonly [number, number, number])[]
}

function placeTokens(text: Folded, words: readonly Token[], fields: readonly OpenField[], at: FieldContext): Placed {
  const typed = (from: number, to: number): string => typedBetween(text, words[from]?.start ?? 0, words[to - 1]?.end ?? 0)
  const memo = new Map<number, Best>()
  const solve = (from: number, position: number): Best => {
    const open = fields[position]
    if (!open) return { cost: from < words.length ? cost.left : 0, taken: [] }
    const id = from * (fields.length + 1) + position
    const known = memo.get(id)
    if (known) return known
    let best: Best | undefined
    if (!open.first) {
      const rest = solve(from, position + 1)
      best = { cost: rest.cost + skipping(open.field, from < words.length), taken: rest.taken }
    }
    for (const to of ends(open.field, from, words.length)) {
      const rest = solve(to, position + 1)
      if (best && rest.cost >= best.cost) continue
      const sum = rest.cost + price(open.field, typed(from, to), to - from, at)
      if (!best || sum < best.cost) best = { cost: sum, taken: [[position, from, to], ...rest.taken] }
    }
    const found = best ?? { cost: cost.left, taken: [] }
    memo.set(id, found)
    return found
  }
  const best = solve(0, 0)
  const raw: Record<string, string> = {}
  for (const [position, from, to] of best.taken) raw[fields[position]?.key ?? ''] = typed(from, to)
  const end = best.taken.at(-1)?.[2] ?? 0
  return { raw, left: end < words.length ? typed(end, words.length) : '', cost: best.cost }
}

/** A field without a value costs nothing once the words are used up, unless it is required. */
const skipping = (field: AnyField, more: boolean): number => (field.required ? cost.missing : !more ? 0 : isFree(field) ? cost.skipText : cost.skipTyped)

/** How many words a field may take: text any number, long text all the rest, a typed value a few. */
function ends(field: AnyField, from: number, count: number): number[] {
  if (from >= count) return []
  if (field.form === 'longText' || field.form === 'lines') return [count]
  const most = isFree(field) ? count : field.form === 'units' ? from + 12 : from + 4
  return Array.from({ length: Math.min(most, count) - from }, (_, i) => from + 1 + i)
}

const figures = /[\d０-９〇零一二三四五六七八九十百两]/u
const dayWords = /[今明后昨前本上下这周月年日号季初底末晨早午晚]/u
const quantity = /^\d[\d.,]*(?:人|名|个|位|元|万元|万|人次)?$/u
const dayLike = /^(?:\d{1,4}[-./年]\d|\d{1,2}月|今天|明天|后天|(?:下|上|本|这)?周[一二三四五六日]|(?:上午|下午|早上|晚上|中午)?\d{1,2}(?:[:点]|时\d|时$))/u
const unitLike = /(?:省|市|区|县|街道|乡|镇|社区|居民区|村|学校|中学|小学|大学|学院|医院|公司|银行|局|委|部|处|中心|协会|支队|集团|单位)$/u

const names: ReadonlySet<string> = new Set(['unit', 'units', 'person', 'choice', 'record'])

/** Whether a text could at all be a value of the field; spares the reading of what cannot. */
function mayBe(field: AnyField, typed: string): boolean {
  switch (field.form) {
    case 'number': case 'money': case 'record': return figures.test(typed)
    case 'dateTime': case 'date': case 'range': case 'deadline': case 'period': return figures.test(typed) || dayWords.test(typed)
    default: return true
  }
}

function price(field: AnyField, typed: string, words: number, at: FieldContext): number {
  if (field.form === 'longText' || field.form === 'lines') return 0
  if (isFree(field)) return (words - 1) * (field.form === 'people' ? cost.moreTyped : cost.moreWords) + (words === 1 && (quantity.test(typed) || dayLike.test(typed)) ? cost.typedAsText : 0)
  const possible = typed.length <= 120 && mayBe(field, typed)
  if (!possible || !readField(field, typed, at).ok) return (possible && words <= 3 && (names.has(field.form) || figures.test(typed)) ? cost.unread : cost.unlikely) + words * cost.moreWords
  return (words - 1) * cost.moreTyped + (at.directory ? 0 : oddness(field, typed, words))
}

/** Without a directory any text reads as a name; then it should at least look like one. */
function oddness(field: AnyField, typed: string, words: number): number {
  if (field.form === 'person') return (/^@?\p{Script=Han}{2,4}$/u.test(typed) && !unitLike.test(typed) ? 0 : cost.oddName) + (words - 1) * cost.oddName
  if (field.form === 'unit' || field.form === 'units') return (unitLike.test(typed) ? 0 : figures.test(typed) ? cost.oddName : 0.3) + (words - 1) * cost.oddName
  return 0
}
