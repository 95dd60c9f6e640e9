/** Gives values without labels to fields, in declared order (form 6). */
import type { AnyField, FieldContext } from './field.ts'
import { typedBetween, type Folded } from './fold.ts'
import { cost, price, skipping } from './price.ts'
import { isFree } from './read.ts'

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

/** Words beyond this many go to the last value unread: nobody types that many values. */
const mostTokens = 24

/** Finds the best way to cut a text into values for the fields, each at most once and in order. */
export function place(text: Folded, fields: readonly OpenField[], at: FieldContext): Placed {
  const words = tokens(text, /\s/)
  const prices = new Map<string, number>()
  const inOrder = placeTokens(text, words, fields, at, prices)
  const bySpaces = inOrder.cost < cost.typedAsText || words.length === mostTokens + 1 ? inOrder : outOfOrder(inOrder, (order) => placeTokens(text, words, order, at, prices), fields)
  if (bySpaces.cost < cost.unread || !/[,;，；、|]/.test(text.text)) return bySpaces
  const byCommas = placeTokens(text, tokens(text, /[\s,;，；、|]/), fields, at)
  return byCommas.cost < bySpaces.cost ? byCommas : bySpaces
}

/** Where the declared order makes no sense, one value that only its field can read may stand elsewhere: the date first, the number before the place. */
function outOfOrder(inOrder: Placed, placeIn: (order: readonly OpenField[]) => Placed, fields: readonly OpenField[]): Placed {
  let best = inOrder
  for (const [i, one] of fields.entries()) {
    if (one.first || !movable.has(one.field.form)) continue
    const others = fields.filter((other) => other !== one)
    for (let to = 0; to < i && to < 4; to++) {
      if (others[to]?.first) continue
      const placed = placeIn([...others.slice(0, to), one, ...others.slice(to)])
      if (placed.cost < best.cost && placed.cost < cost.unread) best = placed
    }
  }
  return best
}

const movable: ReadonlySet<string> = new Set(['number', 'money', 'dateTime', 'date', 'deadline', 'range'])

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
  /** Whether the first field was left out. */
  skips?: boolean
  /** Where each taken field's words end, by field position; undefined when skipped. */
  taken: readonly (readonly [number, number, number])[]
}

/** `prices` are kept between orders of the same words. */
function placeTokens(text: Folded, words: readonly Token[], fields: readonly OpenField[], at: FieldContext, prices = new Map<string, number>()): Placed {
  const typed = (from: number, to: number): string => typedBetween(text, words[from]?.start ?? 0, words[to - 1]?.end ?? 0)
  const folded = (from: number, to: number): string => text.text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0)
  const memo = new Map<number, Best>()
  const priceOf = ({ key, field }: OpenField, from: number, to: number): number => {
    const plain = folded(from, to)
    const id = `${key} ${to - from} ${plain}`
    const known = prices.get(id) ?? price(field, typed(from, to), plain, to - from, at)
    prices.set(id, known)
    return known
  }
  const solve = (from: number, position: number): Best => {
    const open = fields[position]
    if (!open) return { cost: from < words.length ? cost.left : 0, taken: [] }
    const id = from * (fields.length + 1) + position
    const known = memo.get(id)
    if (known) return known
    let best: Best | undefined
    if (!open.first) {
      const rest = solve(from, position + 1)
      best = { cost: rest.cost + skipping(open.field, from < words.length ? folded(from, from + 1) : ''), taken: rest.taken, skips: true }
    }
    for (const to of ends(open.field, from, words.length)) {
      const rest = solve(to, position + 1)
      if (best && rest.cost > best.cost) continue
      const sum = rest.cost + priceOf(open, from, to)
      // At the same cost the field declared first takes the words: /作废 活动1 names a record and lacks a reason.
      if (!best || sum < best.cost || (sum === best.cost && best.skips)) best = { cost: sum, taken: [[position, from, to], ...rest.taken] }
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

/** How many words a field may take: text any number, long text all the rest, a typed value a few. */
function ends(field: AnyField, from: number, count: number): number[] {
  if (from >= count) return []
  if (field.form === 'longText' || field.form === 'lines') return [count]
  const most = isFree(field) ? count : field.form === 'units' ? from + 12 : from + 4
  return Array.from({ length: Math.min(most, count) - from }, (_, i) => from + 1 + i)
}
