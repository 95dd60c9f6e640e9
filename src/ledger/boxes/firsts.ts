/** What stands first in a list where that is known without asking: it came there in the step in which the hold on the list was taken. */
import type { Hold, Offer } from '../lease.ts'

export interface Firsts<T> {
  note(offer: Offer, first: T): void
  /** What stood first when this hold was taken in passing; once, since it is then worked and taken off, and not when another may have done so. */
  take(hold: Hold | undefined): T | undefined
}

export function createFirsts<T>(): Firsts<T> {
  const firsts = new WeakMap<Offer, T>()
  return {
    note: (offer, first) => void firsts.set(offer, first),
    take(hold) {
      const offer = hold?.offer
      const first = offer && firsts.get(offer)
      if (offer) firsts.delete(offer)
      return first
    },
  }
}
