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
  /** Answers false when another holds it now. */
  renew(): Promise<boolean>
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
}

export interface Leases {
  lease: Lease
  offer(name: string): Offer
}

/** Takes what is ours already; a free one, too, where ARGV[3] says so. */
const takeScript = `local holder = redis.call('GET', KEYS[1])
if holder ~= ARGV[1] and (holder or ARGV[3] ~= 'free') then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`

/**
 * Leases kept in Redis. A hold is renewed for as long as it is held; `ms` is how long it outlives its process, and how long work
 * may be taken to be ours without asking.
 */
export function createLeases(redis: Redis, workspace: string, ms = 5_000): Leases {
  const keyOf = (name: string) => `tx:{${workspace}}:hold:${name}`
  /** Until when it is ours for certain; 0 when it is another's. */
  const take = async (name: string, token: string, which: 'free' | 'ours'): Promise<number> => {
    const asked = performance.now()
    return (await redis.eval(takeScript, 1, keyOf(name), token, ms, which)) === 1 ? asked + ms : 0
  }
  const holdOf = (name: string, token: string, until: number, offer?: Offer): Hold => {
    let sureUntil = until
    let held = true
    let asking = false
    let unbroken = true
    const isCertain = () => sureUntil - performance.now() > ms / 2
    const takeAgain = async (which: 'free' | 'ours' = 'free') => {
      // It may have been another's in between.
      if (which === 'free') unbroken = false
      sureUntil = await take(name, token, which)
    }
    const keepOn = async () => {
      const sure = sureUntil
      // Free while it is ours for certain: a script has let it go, and its answer is on its way.
      if (performance.now() < sure) await takeAgain('ours')
      // Free later: it lapsed while Redis stood still.
      if (held && performance.now() >= sure) await takeAgain()
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
        return held && unbroken && isCertain() ? offer : undefined
      },
      async renew() {
        if (held && !isCertain()) await takeAgain()
        // An answer that came so late that the hold may have lapsed since says nothing.
        return held && sureUntil > performance.now()
      },
      async release() {
        if (!held) return false
        letGo()
        await redis.eval(releaseScript, 1, keyOf(name), token)
        return true
      },
      letGo,
      doubt: () => void (sureUntil = 0),
    }
  }
  return {
    async lease(name) {
      const token = randomUUID()
      const until = await take(name, token, 'free')
      return until > 0 ? holdOf(name, token, until) : undefined
    },
    offer(name) {
      const token = randomUUID()
      const until = performance.now() + ms
      const offer: Offer = { name, token, ms, taken: () => holdOf(name, token, until, offer) }
      return offer
    },
  }
}

/** Leases alone. */
export const createLease = (redis: Redis, workspace: string, ms?: number): Lease => createLeases(redis, workspace, ms).lease

/** For a process that has the workspace to itself, as a replay has: every hold is granted. */
export const soleLease: Lease = async (name) => ({ token: '', name, renew: async () => true, release: async () => true, letGo: () => {}, doubt: () => {} })
