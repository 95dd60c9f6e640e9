/** Whether what must level off has done so. */
import type { Sample } from './sample.ts'

/** From which week on a size may not grow any more, and by how much it may by chance: ids are kept for a year, receipts for 92 days. */
const levels = {
  ids: { from: 54, chance: 50 },
  receipts: { from: 15, chance: 50 },
  states: { from: 4, chance: 20 },
  waiting: { from: 1, chance: 20 },
  failed: { from: 1, chance: 0 },
  queue: { from: 1, chance: 50 },
  processMb: { from: 8, chance: 40 },
} as const satisfies Partial<Record<keyof Sample, { from: number; chance: number }>>

/** A part of it that counts as chance, too. */
const share = 0.15
/** Fewer samples than this in either half say nothing. */
const fewest = 3

export type Verdict = 'level' | 'grows' | 'unknown'

/** Each by its name: the peak of the later half of the weeks in which it must be level beside that of the earlier half. What is cleared away in turns has peaks, and no mean worth the name. */
export function judge(samples: readonly Sample[]): Record<keyof typeof levels, Verdict> {
  const verdictOf = (name: keyof typeof levels): Verdict => {
    const { from, chance } = levels[name]
    const values = samples.filter(({ week }) => week >= from).map((sample) => sample[name])
    const half = Math.floor(values.length / 2)
    if (half < fewest) return 'unknown'
    const [before, after] = [Math.max(...values.slice(0, half)), Math.max(...values.slice(-half))]
    return after > before * (1 + share) + chance ? 'grows' : 'level'
  }
  return Object.fromEntries(Object.keys(levels).map((name) => [name, verdictOf(name as keyof typeof levels)])) as Record<keyof typeof levels, Verdict>
}
