/** Which one of all processes holds the one connection a bot may have: a lease in Redis. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'

/** Takes or renews: 0 another holds it, 1 renewed, 2 taken anew. */
const takeScript = `local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return holder and 1 or 2`
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`

export interface Leadership {
  /** Whether this process leads for certain; false as soon as its lease may have lapsed, also while Redis is away. */
  leads(): boolean
  /** Grows whenever the lease was taken anew: in between another may have led. */
  term(): number
  /** Asks now instead of at the next beat: the last leader has stepped down. */
  look(): Promise<void>
  /** Ends with the lease given back, so that another may lead at once. */
  stop(): Promise<void>
}

export interface LeaderOptions {
  redis: Redis
  key: string
  /** How long a lease outlives its process, ms. */
  ms?: number
  /** Leads now; also when the lease had lapsed and was taken anew. */
  gained(): void
  /** Another leads. Not called while Redis is merely away: then nobody else can lead either. */
  lost(): void
  /** After every renewal. */
  beat?(): void
}

/** Stands for leader from now on. */
export function standForLeader({ redis, key, ms = 5000, gained, lost, beat }: LeaderOptions): Leadership {
  const mine = randomUUID()
  let sureUntil = 0
  let leading = false
  let term = 0
  let asking: Promise<void> | undefined
  let stopped = false
  const ask = async () => {
    const asked = performance.now()
    const held = await redis.eval(takeScript, 1, key, mine, ms).catch(() => undefined)
    if (held === undefined || stopped) return
    const was = leading
    leading = held !== 0
    sureUntil = leading ? asked + ms : 0
    if (was && !leading) lost()
    if (leading && (!was || held === 2)) {
      term += 1
      gained()
    }
    if (leading) beat?.()
  }
  const look = () => (asking ??= ask().finally(() => (asking = undefined)))
  const timer = setInterval(() => void look(), ms / 4)
  void look()
  return {
    leads: () => leading && performance.now() < sureUntil,
    term: () => term,
    look,
    async stop() {
      stopped = true
      clearInterval(timer)
      sureUntil = 0
      leading = false
      const release = async () => {
        await asking
        await redis.eval(releaseScript, 1, key, mine)
      }
      // Where Redis is away the lease lapses by itself.
      await Promise.race([release().catch(() => {}), sleep(ms / 5, undefined, { ref: false })])
    },
  }
}
