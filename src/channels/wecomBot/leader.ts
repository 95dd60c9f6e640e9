/** Which one of all processes holds the one connection a bot may have: a lease in Redis. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'

/** Takes or renews; one's own that lapsed is taken again. Answers 1 when held. */
const takeScript = `local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`

export interface Leadership {
  /** Whether this process leads for certain; false as soon as its lease may have lapsed, also while Redis is away. */
  leads(): boolean
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
  let asking: Promise<void> | undefined
  let stopped = false
  const ask = async () => {
    const asked = performance.now()
    const held = await redis.eval(takeScript, 1, key, mine, ms).then((answer) => answer === 1, () => undefined)
    if (held === undefined || stopped) return
    sureUntil = held ? asked + ms : 0
    if (held !== leading) {
      leading = held
      if (held) gained()
      else lost()
    }
    if (held) beat?.()
  }
  const look = () => (asking ??= ask().finally(() => (asking = undefined)))
  const timer = setInterval(() => void look(), ms / 4)
  void look()
  return {
    leads: () => leading && performance.now() < sureUntil,
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
