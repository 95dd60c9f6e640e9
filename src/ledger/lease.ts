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

const ifMine = (then: string) => `if redis.call('GET', KEYS[1]) == ARGV[1] then return ${then} else return 0 end`
const renewScript = ifMine(`redis.call('PEXPIRE', KEYS[1], ARGV[2])`)
const releaseScript = ifMine(`redis.call('DEL', KEYS[1])`)

/** Leases kept in Redis; `ms` is how long a hold lasts without renewal. */
export function createLease(redis: Redis, workspace: string, ms = 30_000): Lease {
  return async (name) => {
    const key = `tx:{${workspace}}:hold:${name}`
    const mine = randomUUID()
    if ((await redis.set(key, mine, 'PX', ms, 'NX')) === null) return undefined
    return {
      renew: async () => (await redis.eval(renewScript, 1, key, mine, ms)) === 1,
      release: async () => void (await redis.eval(releaseScript, 1, key, mine)),
    }
  }
}

/** For a process that has the workspace to itself, as a replay has: every hold is granted. */
export const soleLease: Lease = async () => ({ renew: async () => true, release: async () => {} })
