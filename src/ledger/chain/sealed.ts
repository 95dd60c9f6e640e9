/** Closed years whose streams were taken out of Redis into a file of their own. */
import type { Redis } from 'ioredis'
import { z } from 'zod'

const shape = z.object({
  year: z.string(),
  /** Name of the file, without a folder. */
  file: z.string(),
  /** What the file says of itself in its last line. */
  sha256: z.string(),
  entries: z.number(),
  /** Positions of its first and last entry. */
  first: z.number(),
  last: z.number(),
  /** Position and link of every entry that none of the same year follows: by them the rest of the chain can be checked without the file. */
  seams: z.array(z.tuple([z.number(), z.string()])),
})

/** What is kept in Redis about a sealed year. */
export type Seal = z.infer<typeof shape>

export const readSeal = (text: string): Seal => shape.parse(JSON.parse(text))

/** All sealed years, by year. */
export async function sealsOf(redis: Redis, prefix: string): Promise<Map<string, Seal>> {
  const kept = await redis.hgetall(`${prefix}sealed`)
  return new Map(Object.entries(kept).map(([year, text]) => [year, readSeal(text)]))
}
