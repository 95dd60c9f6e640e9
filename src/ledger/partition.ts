/** A partition of an index read as a whole, where it is small: any range of it is then answered without asking again. */
import type { Range } from './types.ts'

/** Members in the order of the index, and their scores. */
export interface Members {
  ids: string[]
  scores: number[]
}

/** Members up to which a partition is read as a whole. */
export const smallest = 200

/** ZRANGE … WITHSCORES: RESP3 answers pairs, RESP2 a flat list. */
export function membersOf(answer: unknown[]): Members {
  const flat = answer.flat()
  return {
    ids: flat.filter((_, i) => i % 2 === 0).map(String),
    scores: flat.filter((_, i) => i % 2 === 1).map(Number),
  }
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
