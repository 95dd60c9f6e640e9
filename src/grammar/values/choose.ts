import { type Day, daysBetween, type DayRange } from '../../domain/time.ts'
import type { Lean } from './context.ts'

/** Days between today and a range: 0 inside it, negative when it is over. */
function distance(range: DayRange, today: Day): number {
  if (range.from > today) return daysBetween(today, range.from)
  return range.to < today ? daysBetween(today, range.to) : 0
}

/**
 * Which of several ranges (a single day is a range too) is meant: the nearest either way and of two
 * equally near ones the later; the latest that has begun; or the first that is not over.
 */
export function chooseRange(ranges: readonly DayRange[], lean: Lean, today: Day): DayRange | null {
  const fits = ranges.filter(({ from, to }) => lean === 'nearest' || (lean === 'past' ? from <= today : to >= today))
  const better = (a: DayRange, b: DayRange): DayRange => {
    if (lean === 'past') return b.from > a.from ? b : a
    if (lean === 'ahead') return b.from < a.from ? b : a
    return Math.abs(distance(b, today)) <= Math.abs(distance(a, today)) ? b : a
  }
  const [first, ...rest] = [...fits].sort((a, b) => (a.from < b.from ? -1 : 1))
  return first ? rest.reduce(better, first) : null
}
