/** A short hold on one piece of work, so that two workers do not do it at once. Only saves work: what is right never rests on it. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** Held until released or until it lapses; `renew` answers false when another holds it now. */
export interface Hold {
  renew(): Promise<boolean>
  release(): Promise<void>
}
/** Takes hold of `name`, or answers undefined when somebody else has it. */
export type Lease = (name: string) => Promise<Hold | undefined>

/** Takes a free one, too: one's own that lapsed while Redis stood still, or that was granted in an answer which never arrived. */
const takeScript = `local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`

/**
 * Leases kept in Redis. A hold is renewed for as long as it is held; `ms` is how long it outlives its process, and how long work
 * may be taken to be ours without asking.
 */
export function createLease(redis: Redis, workspace: string, ms = 5_000): Lease {
  return async (name) => {
    const key = `tx:{${workspace}}:hold:${name}`
    const mine = randomUUID()
    let sureUntil = 0
    const take = async () => {
      const asked = performance.now()
      const held = (await redis.eval(takeScript, 1, key, mine, ms)) === 1
      sureUntil = held ? asked + ms : 0
      return held
    }
    if (!(await take())) return undefined
    let asking = false
    const beat = setInterval(() => {
      if (asking) return
      asking = true
      void take().catch(() => false).finally(() => (asking = false))
    }, ms / 3)
    beat.unref()
    return {
      async renew() {
        if (sureUntil - performance.now() <= ms / 2) await take()
        // An answer that came so late that the hold may have lapsed since says nothing.
        return sureUntil > performance.now()
      },
      release: async () => {
        clearInterval(beat)
        await redis.eval(releaseScript, 1, key, mine)
      },
    }
  }
}

/** For a process that has the workspace to itself, as a replay has: every hold is granted. */
export const soleLease: Lease = async () => ({ renew: async () => true, release: async () => {} })
