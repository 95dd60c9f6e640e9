/** How fast one account may speak, so that it is not endangered (protocol.md section F4: random gaps, no bursts, quiet first hours). */
import { TryAgain } from '../../domain/errors.ts'
import { clockOf, day, hour } from '../../domain/time.ts'
import type { Limiter } from '../limiter.ts'

export interface PaceOptions {
  limiter: Limiter
  /** Most pieces in any 24 hours. */
  daily: number
  /** For how many hours after a fresh login it goes slowly. */
  slowHours: number
  /** From 0 to 1. */
  random(): number
}

/** Between two pieces, ms; chosen anew for each. */
const gap = { least: 2000, more: 4000 }
/** In the hours after a fresh login the gaps are so many times longer, and so many pieces an hour are the most. */
const slowly = { times: 5, hourly: 40 }
/** All of one account together. */
const key = 'wechaty|account'

export interface Pace {
  /**
   * Takes a place for one piece: 0, or after how many ms there may be one. Throws TryAgain when the day is full: then another way is tried after
   * a few times, and where there is none the piece waits for the next day.
   */
  room(now: number, loggedInAt: number): Promise<number>
  /** What the status page says about it, while the day is full. */
  full(now: number): string | undefined
}

export function createPace({ limiter, daily, slowHours, random }: PaceOptions): Pace {
  let fullUntil = 0
  return {
    async room(now, loggedInAt) {
      const slow = now < loggedInAt + slowHours * hour
      const between = Math.round((gap.least + random() * gap.more) * (slow ? slowly.times : 1))
      const wait = await limiter(key, [{ count: 1, per: between }, { count: daily, per: day }, ...(slow ? [{ count: slowly.hourly, per: hour }] : [])], now)
      if (wait <= hour) return wait
      fullUntil = now + wait
      throw new TryAgain(`为保护账号，24小时内最多发${daily}条，已经发满`)
    },
    full: (now) => (now < fullUntil ? `24小时内已发满${daily}条，${clockOf(fullUntil)}后再发` : undefined),
  }
}
