/** A partition of an index read as a whole, where it is small: any range of it is then answered without asking again. */
import { pageSign } from './keys.ts'
import { idOf } from './places.ts'
import type { Range } from './types.ts'

/** Members in the order of the index, and their scores. */
export interface Members {
  ids: string[]
  scores: number[]
}

/** As many members a partition never has unless it is kept in pages; pages.lua has the same number. */
export const fullPage = 128

/** Whether ZRANGE met the list of pages, not members: the partition is not small. */
export const isPaged = (answer: unknown[]): boolean => String(answer.flat()[0] ?? '').startsWith(pageSign)

/** ZRANGE … WITHSCORES of a kind whose numbers begin with `label` (see labelOf): RESP3 answers pairs, RESP2 a flat list. */
export function membersOf(answer: unknown[], label: string): Members {
  const ids: string[] = []
  const scores: number[] = []
  const flat = Array.isArray(answer[0]) ? answer.flat() : answer
  for (let i = 0; i < flat.length; i += 2) {
    ids.push(idOf(label, String(flat[i])))
    scores.push(Number(flat[i + 1]))
  }
  return { ids, scores }
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
