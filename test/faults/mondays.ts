/** Time as the product under test sees it: every stretch of real time is a Monday morning around ten, when the bulletins go out; then a week is jumped. */
import { addDays, instant } from '../../src/domain/time.ts'

export interface Mondays {
  /** Real time at which the first Monday begins, ms. */
  start: number
  /** Real length of each, ms. */
  stretch: number
  /** How many; the last one goes on for as long as it takes. */
  count: number
}

const first = '2026-03-02'

/** The product's time at a real time, ms. Never runs backwards. */
export function mondayTime({ start, stretch, count }: Mondays, real: number): number {
  const past = Math.max(0, real - start)
  const nth = Math.min(Math.floor(past / stretch), count - 1)
  return instant(addDays(first, 7 * nth), '10:00') - Math.round(stretch / 4) + past - nth * stretch
}
