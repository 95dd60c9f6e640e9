/** Gives values without labels to fields, in declared order (form 6). */
import type { AnyField, FieldContext } from './field.ts'
import { foldWord, trim, typedBetween, type Folded } from './fold.ts'
import { isQuoted, mostPieces, pieces, type Piece } from './pieces.ts'
import { cost, price, skipping, type Said, type Setting } from './price.ts'
import { isFree } from './read.ts'
import { shapeOf } from './shape.ts'

/** A field that still has no value. */
export interface OpenField {
  key: string
  field: AnyField
  /** True for the field whose label stood right before the text: it takes at least the first word. */
  first?: boolean
}

export interface Placed {
  raw: Record<string, string>
  /** Text that no field could take; pieces from several places are parted by a space. */
  left: string
  /** How far the outcome is from a perfect fit; 0 is perfect. */
  cost: number
}

/** Finds the best way to cut a text into values for the fields, each at most once and in order. */
export function place(text: Folded, fields: readonly OpenField[], at: FieldContext): Placed {
  const words = pieces(text, /\s/)
  const bySpaces = placeInSomeOrder(text, words, fields, at)
  if (bySpaces.cost < cost.unread || !/[,;，；、|]/.test(text.text)) return bySpaces
  const byCommas = placeInSomeOrder(text, pieces(text, /[\s,;，；、|]/), fields, at)
  return byCommas.cost < bySpaces.cost ? byCommas : bySpaces
}

function placeInSomeOrder(text: Folded, words: readonly Piece[], fields: readonly OpenField[], at: FieldContext): Placed {
  const prices = new Map<string, number>()
  const last = fields.at(-1)
  const others = fields.flatMap(({ field }) => field.endings ?? [])
  const settingOf = ({ key, field }: OpenField): Setting => ({ prose: last?.key === key && fields.length > 1, elsewhere: others.filter((endings) => endings !== field.endings) })
  const settings = new Map(fields.map((open) => [open.key, settingOf(open)]))
  const priceOf = ({ key, field }: OpenField, from: number, to: number): number => {
    const id = `${from} ${to} ${key}`
    const known = prices.get(id) ?? price(field, span(text, words, from, to), at, settings.get(key))
    prices.set(id, known)
    return known
  }
  let best = placePieces(text, words, fields, priceOf)
  if (best.cost < cost.typedAsText || words.length > mostPieces) return best
  for (const order of otherOrders(fields)) {
    const placed = placePieces(text, words, order, priceOf)
    const later = order.filter((open, i) => isMovable(open) && order.slice(0, i).some((before) => !isMovable(before) && fields.indexOf(before) > fields.indexOf(open)))
    // 三八 and 2.0 are parts of names as well: a number out of its place is written plainly.
    const odd = order.filter(({ key, field }) => field.form === 'number' && placed.raw[key] !== undefined && !isPlainNumber(placed.raw[key]))
    const sum = placed.cost + cost.later * (later.length + odd.length)
    if (sum < best.cost) best = { ...placed, cost: sum }
  }
  return best
}

const isPlainNumber = (typed: string): boolean => /^\d+$/.test(foldWord(typed)) || shapeOf(foldWord(typed)) === 'count'

/** The words from one to another, as they were typed and folded. */
const span = (text: Folded, words: readonly Piece[], from: number, to: number): Said => ({
  typed: typedBetween(text, words[from]?.start ?? 0, words[to - 1]?.end ?? 0),
  plain: text.text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0),
  words: to - from,
})

const movable: ReadonlySet<string> = new Set(['number', 'money', 'dateTime', 'date', 'deadline', 'range'])
const isMovable = ({ field, first }: OpenField): boolean => !first && movable.has(field.form)
const mostMoved = 2

/** Other orders in which values are typed: those that only their field can read (the date, the head count) may stand anywhere. */
function otherOrders(fields: readonly OpenField[]): OpenField[][] {
  const moved = fields.filter(isMovable).slice(0, mostMoved)
  const start = fields.filter((field) => !moved.includes(field))
  const orders = moved.reduce<OpenField[][]>((all, one) => all.flatMap((order) => spots(order).map((to) => [...order.slice(0, to), one, ...order.slice(to)])), [start])
  return orders.filter((order) => order.some((field, i) => field !== fields[i]))
}

/** Where a field may be put; never before the one whose label stands at the head. */
const spots = (order: readonly OpenField[]): number[] => Array.from({ length: order.length + 1 }, (_, i) => i).filter((i) => i > 0 || !order[0]?.first)

interface Best {
  cost: number
  /** Whether the first field was left out. */
  skips?: boolean
  /** Where each taken field's words stand, by field position; -1 for words that belong to none. */
  taken: readonly (readonly [position: number, from: number, to: number])[]
}

function placePieces(text: Folded, words: readonly Piece[], fields: readonly OpenField[], priceOf: (open: OpenField, from: number, to: number) => number): Placed {
  const word = (at: number): string => text.text.slice(words[at]?.start ?? 0, words[at]?.end ?? 0)
  const memo = new Map<number, Best>()
  const solve = (from: number, position: number): Best => {
    const open = fields[position]
    if (!open) return from < words.length ? { cost: cost.left, taken: [[-1, from, words.length]] } : { cost: 0, taken: [] }
    const id = from * (fields.length + 1) + position
    const known = memo.get(id)
    if (known) return known
    let best: Best | undefined
    if (!open.first) {
      const rest = solve(from, position + 1)
      best = { cost: rest.cost + skipping(open.field, from < words.length ? word(from) : ''), taken: rest.taken, skips: true }
    }
    for (const to of ends(open.field, from, words.length)) {
      const rest = solve(to, position + 1)
      if (best && rest.cost > best.cost) continue
      const sum = rest.cost + priceOf(open, from, to)
      // At the same cost the field declared first takes the words: /作废 活动1 names a record and lacks a reason.
      if (!best || sum < best.cost || (sum === best.cost && best.skips)) best = { cost: sum, taken: [[position, from, to], ...rest.taken] }
    }
    // A second date belongs nowhere; in a title it would hide.
    if (!open.first && from < words.length && shapeOf(word(from)) !== undefined) {
      const rest = solve(from + 1, position)
      if (!best || rest.cost + cost.left < best.cost) best = { cost: rest.cost + cost.left, taken: [[-1, from, from + 1], ...rest.taken] }
    }
    const found = best ?? { cost: cost.left, taken: [] }
    memo.set(id, found)
    return found
  }
  const best = solve(0, 0)
  const raw: Record<string, string> = {}
  const left: string[] = []
  for (const [position, from, to] of best.taken) {
    const open = fields[position]
    const { typed, plain } = span(text, words, from, to)
    if (open) raw[open.key] = isFree(open.field) && isQuoted(plain) ? unquoted(typed) : withoutCommas(typed, to < words.length)
    else left.push(typed)
  }
  return { raw, left: left.join(' '), cost: best.cost }
}

/** Commas between two values belong to neither. */
function withoutCommas(typed: string, followed: boolean): string {
  const opened = typed.replace(/^[,，;；、|｜]+/u, '')
  return (followed ? opened.replace(/[,，;；、|｜]+$/u, '') : opened) || typed
}

/** Quotes that only held words together are no part of them. */
const unquoted = (typed: string): string => trim(typed.replace(/^[^\p{L}\p{N}《(（]|[^\p{L}\p{N}》)）]$/gu, ''))

/** How many words a field may take: text any number, long text all the rest, a typed value a few. */
function ends(field: AnyField, from: number, count: number): number[] {
  if (from >= count) return []
  if (field.form === 'longText' || field.form === 'lines') return [count]
  const most = isFree(field) ? count : field.form === 'units' ? from + 12 : from + 4
  return Array.from({ length: Math.min(most, count) - from }, (_, i) => from + 1 + i)
}
