/** Which one of all processes holds the one connection a bot may have: a lease in Redis. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'

/**
 * Takes or renews: 0 another holds it, 1 renewed, 2 taken anew. Who would take it says so at KEYS[2]; who rests does not, and takes it only
 * where nobody else would.
 */
const takeScript = `local holder, rests = redis.call('GET', KEYS[1]), ARGV[3] == '1'
if holder and holder ~= ARGV[1] then
  if not rests then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
  return 0
end
if not holder and rests and redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
return holder and 1 or 2`
/** Lets go where another would take it. */
const yieldScript = `if redis.call('GET', KEYS[1]) ~= ARGV[1] or redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
return redis.call('DEL', KEYS[1])`
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`

export interface Leadership {
  /** Whether this process leads for certain; false as soon as its lease may have lapsed, also while Redis is away. */
  leads(): boolean
  /** Grows whenever the lease was taken anew: in between another may have led. */
  term(): number
  /** Asks now instead of at the next beat: the last leader has stepped down. */
  look(): Promise<void>
  /** Lets another lead, if there is one who would; then does not stand against others for `rest` ms. Whether it let go. */
  giveWay(rest: number): Promise<boolean>
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
  let restsUntil = 0
  const keys = [key, `${key}:willing`] as const
  const ask = async () => {
    const asked = performance.now()
    const held = await redis.eval(takeScript, 2, ...keys, mine, ms, asked < restsUntil ? '1' : '0').catch(() => undefined)
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
    async giveWay(rest) {
      const until = performance.now() + rest
      // A look that is on its way must not take at once what is let go here.
      await asking
      const before = restsUntil
      restsUntil = until
      const gone = await redis.eval(yieldScript, 2, ...keys, mine).catch(() => 0)
      if (gone === 0) restsUntil = before
      else if (leading && !stopped) {
        leading = false
        sureUntil = 0
        lost()
      }
      return gone !== 0
    },
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
