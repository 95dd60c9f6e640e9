/** Chance that can be repeated. */

export interface Chance {
  /** A whole number from 0 up to and without `below`. */
  upTo(below: number): number
  /** One of a list that is not empty. */
  oneOf<T>(list: readonly T[]): T
  /** True once in `n` times. */
  once(n: number): boolean
}

/** The same for the same seed, for ever (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (below: number) => Math.floor(next() * below)
  return { upTo, oneOf: <T>(list: readonly T[]): T => list[upTo(list.length)] as T, once: (n) => upTo(n) === 0 }
}
