/** What the bench measures is declared as figures: each prints one or more lines `name: value`. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Redis } from 'ioredis'
import type { Parts } from '../../parts.ts'

/** What a measurement works with. It leaves the Redis as it found it: empty. */
export interface Stand {
  /** Nobody else uses it. */
  redis: Redis
  /** Its address. */
  url: string
  parts: Parts
}

/** Names of figures and their values as they are printed. */
export type Values = Record<string, string>

export interface Figure {
  /** What it prints, in that order; asking for one of them measures all. */
  names: readonly string[]
  measure(stand: Stand): Promise<Values>
}

/** Milliseconds since some moment, with fractions. */
export const clock = (): number => performance.now()

/** Clears the memory of what was measured before: neither side of a ratio pays for what the other left behind. */
export function clearMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN
}

/** From now on every write is on disk before it is acknowledged, as the product has it. */
export async function writeThrough(redis: Redis): Promise<void> {
  await redis.config('SET', 'appendonly', 'yes')
  await redis.config('SET', 'appendfsync', 'always')
}
