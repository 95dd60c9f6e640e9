/** What was made, and when it was asked for, ms. */
export interface Made<T> {
  value: T
  at: number
}

/**
 * Makes a value at most once in `life` ms: whoever asks meanwhile, also while it is being made, gets the same one with the time it was taken.
 * One that could not be made is not kept.
 */
export function forAWhile<T>(life: number, make: (now: number) => Promise<T>): (now: number) => Promise<Made<T>> {
  let kept: { at: number; made: Promise<Made<T>> } | undefined
  return (now) => {
    if (kept && now >= kept.at && now < kept.at + life) return kept.made
    const mine = { at: now, made: make(now).then((value) => ({ value, at: now })) }
    kept = mine
    mine.made.catch(() => {
      if (kept === mine) kept = undefined
    })
    return mine.made
  }
}
