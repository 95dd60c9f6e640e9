/** A short hold on one piece of work, so that two workers do not do it at once. Only saves work: what is right never rests on it. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** Held until released or until it lapses. */
export interface Hold {
  /** What stands in Redis while it is held, for a script that lets it go with the last piece of work; '' where there is nothing to let go. */
  readonly token: string
  readonly name: string
  /** What it was taken by in passing, for as long as it is certain, without a question, that nobody else had it since. */
  readonly offer?: Offer | undefined
  /** Answers false when another holds it now. What was read before it may be old: it may have been another's in between. */
  renew(): Promise<boolean>
  /** Answers false, too, when another may have had it since it was renewed: what was read since then is still to be done by us. */
  keep(): Promise<boolean>
  /** Gives it back; answers false when it was let go before. */
  release(): Promise<boolean>
  /** A script has let it go. */
  letGo(): void
  /** A script may have let it go: it is not ours before Redis says so. */
  doubt(): void
}
/** Takes hold of `name`, or answers undefined when somebody else has it. */
export type Lease = (name: string) => Promise<Hold | undefined>

/** A hold that a script takes in passing if nobody has it, and so without a question of its own. */
export interface Offer {
  readonly name: string
  readonly token: string
  /** How long it is taken for, ms. */
  readonly ms: number
  /** What was taken; to be asked for at once, since nobody renews it until then. */
  taken(): Hold
  /** What may have been taken by a script whose answer was lost: it is not ours before Redis says so. */
  perhaps(): Hold
}

export interface Leases {
  lease: Lease
  offer(name: string): Offer
}

/** Takes what is ours already; a free one, too, where ARGV[3] says so. Answers 0 when it is not taken, 1 when it was free, 2 when it was ours. */
const takeScript = `local holder = redis.call('GET', KEYS[1])
if holder ~= ARGV[1] and (holder or ARGV[3] ~= 'free') then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return holder and 2 or 1`
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`

/**
 * Leases kept in Redis. A hold is renewed for as long as it is held; `ms` is how long it outlives its process, and how long work
 * may be taken to be ours without asking.
 */
export function createLeases(redis: Redis, workspace: string, ms = 5_000): Leases {
  const keyOf = (name: string) => `tx:{${workspace}}:hold:${name}`
  /** Until when it is ours for certain, 0 when it is another's; and whether it was ours all along. */
  const take = async (name: string, token: string, which: 'free' | 'ours'): Promise<{ until: number; was: boolean }> => {
    const asked = performance.now()
    const answer = await redis.eval(takeScript, 1, keyOf(name), token, ms, which)
    return { until: answer === 0 ? 0 : asked + ms, was: answer === 2 }
  }
  const holdOf = (name: string, token: string, until: number, offer?: Offer): Hold => {
    let sureUntil = until
    let held = true
    let asking = false
    /** Whether another may have had it: since it was taken, since it was renewed. */
    let [brokenEver, broken] = [false, false]
    const isCertain = () => sureUntil - performance.now() > ms / 2
    const doubt = () => {
      brokenEver = broken = true
      sureUntil = 0
    }
    const takeAgain = async (which: 'free' | 'ours') => {
      const { until: sure, was } = await take(name, token, which)
      if (!was) doubt()
      sureUntil = sure
    }
    const isOurs = () => held && sureUntil > performance.now()
    const keepOn = async () => {
      const sure = sureUntil
      // Free while it is ours for certain: a script has let it go, and its answer is on its way.
      if (performance.now() < sure) await takeAgain('ours')
      // Free later: it lapsed while Redis stood still.
      if (held && performance.now() >= sure) await takeAgain('free')
    }
    const beat = setInterval(() => {
      if (asking) return
      asking = true
      void keepOn().catch(() => {}).finally(() => (asking = false))
    }, ms / 3)
    beat.unref()
    const letGo = () => {
      held = false
      clearInterval(beat)
    }
    return {
      name,
      token,
      get offer() {
        return held && !brokenEver && isCertain() ? offer : undefined
      },
      async renew() {
        if (held && !isCertain()) await takeAgain('free')
        broken = false
        // An answer that came so late that the hold may have lapsed since says nothing.
        return isOurs()
      },
      async keep() {
        if (held && !isCertain()) await takeAgain('ours')
        return isOurs() && !broken
      },
      async release() {
        if (!held) return false
        letGo()
        await redis.eval(releaseScript, 1, keyOf(name), token)
        return true
      },
      letGo,
      doubt,
    }
  }
  return {
    async lease(name) {
      const token = randomUUID()
      const { until } = await take(name, token, 'free')
      return until > 0 ? holdOf(name, token, until) : undefined
    },
    offer(name) {
      const token = randomUUID()
      const until = performance.now() + ms
      const taken = () => holdOf(name, token, until, offer)
      const perhaps = () => {
        const hold = taken()
        hold.doubt()
        return hold
      }
      const offer: Offer = { name, token, ms, taken, perhaps }
      return offer
    },
  }
}

/** Leases alone. */
export const createLease = (redis: Redis, workspace: string, ms?: number): Lease => createLeases(redis, workspace, ms).lease

/** For a process that has the workspace to itself, as a replay has: every hold is granted. */
export const soleLease: Lease = async (name) => ({ token: '', name, renew: async () => true, keep: async () => true, release: async () => true, letGo: () => {}, doubt: () => {} })
