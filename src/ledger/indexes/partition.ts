/** A partition of an index read as a whole, where it is small: any range of it is then answered without asking again. */
import { pageSign } from '../keys.ts'
import type { Range } from '../types.ts'
import { idOf } from './places.ts'

/** A partition that ever had so many members is kept in pages; pages.lua has the same number. */
const full = 128

/** Members in the order of the index, and their scores. */
export interface Members {
  ids: string[]
  scores: number[]
}

/** Whether ZRANGE met the list of pages, not members: the partition is not small. */
export const isPaged = (answer: unknown[]): boolean => String(answer.slice(0, 1).flat()[0] ?? '').startsWith(pageSign)

/** What range.lua says of a whole partition of a kind whose numbers begin with `label` (see labelOf): members and scores in turns, each on a line. */
export function membersOf(text: string, label: string): Members {
  const lines = text === '' ? [] : text.split('\n')
  const ids: string[] = []
  const scores: number[] = []
  for (let i = 0; i < lines.length; i += 2) {
    ids.push(idOf(label, lines[i] ?? ''))
    scores.push(Number(lines[i + 1]))
  }
  return { ids, scores }
}

/** A place that a record leaves or takes. */
export interface Move {
  /** The partition's. */
  name: string
  id: string
  score: number
  leaves: boolean
  /** The place in its commit of the entry behind it. */
  nth: number
}

/** The members after some moves; undefined where only Redis can tell: among equal scores, and where they may have become too many. */
export function moved({ ids, scores }: Members, moves: readonly Move[]): Members | undefined {
  const after = { ids: [...ids], scores: [...scores] }
  for (const { id, score, leaves } of moves) {
    const at = after.ids.indexOf(id)
    if (leaves ? at < 0 : at >= 0 && after.scores[at] !== score) return undefined
    if (leaves) {
      after.ids.splice(at, 1)
      after.scores.splice(at, 1)
    } else if (at < 0) {
      const before = after.scores.findIndex((one) => one >= score)
      if (before >= 0 && after.scores[before] === score) return undefined
      const to = before < 0 ? after.ids.length : before
      after.ids.splice(to, 0, id)
      after.scores.splice(to, 0, score)
    }
    if (after.ids.length >= full) return undefined
  }
  return after
}

const inside = (score: number, { from = -Infinity, to = Infinity }: Range): boolean => score >= from && score <= to

/** As ZRANGE BYSCORE answers. */
export function idsIn({ ids, scores }: Members, range: Range): string[] {
  const found = ids.filter((_, i) => inside(scores[i] ?? NaN, range))
  return (range.reverse ? found.reverse() : found).slice(0, range.limit)
}

/** As ZCOUNT answers. */
export const countIn = ({ scores }: Members, range: Range): number => scores.filter((score) => inside(score, range)).length

/** The lowest score at or above `from`. */
export const nextIn = ({ scores }: Members, from: number): number | undefined => scores.find((score) => score >= from)
