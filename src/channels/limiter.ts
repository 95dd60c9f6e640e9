/** Keeps to a platform's limits, counted in Redis for all processes together. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** At most `count` pieces within any `per` ms. */
export interface Limit {
  count: number
  per: number
}

/** Takes a place within all of the limits: 0, or after how many ms there may be one. */
export type Limiter = (key: string, limits: readonly Limit[], now: number) => Promise<number>

/**
 * A list of the times of what was sent: the window slides, so that two bursts around a minute's end are never one too many.
 * KEYS: the list. ARGV: now (ms), a name for this piece, then count and window (ms) of each limit.
 */
const script = `
local now, longest, wait = tonumber(ARGV[1]), 0, 0
for i = 3, #ARGV, 2 do
  local count, per = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  longest = math.max(longest, per)
  local within = redis.call('ZCOUNT', KEYS[1], '(' .. (now - per), '+inf')
  if within >= count then
    local oldest = redis.call('ZREVRANGE', KEYS[1], count - 1, count - 1, 'WITHSCORES')[2]
    wait = math.max(wait, oldest + per - now)
  end
end
if wait > 0 then return math.ceil(wait) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - longest)
redis.call('ZADD', KEYS[1], now, ARGV[2])
redis.call('PEXPIRE', KEYS[1], longest)
return 0`

/** A limiter on one Redis, for one workspace. */
export const createLimiter = (redis: Redis, workspace: string): Limiter => async (key, limits, now) =>
  Number(await redis.eval(script, 1, `tx:{${workspace}}:rate:${key}`, now, randomUUID(), ...limits.flatMap(({ count, per }) => [count, per])))
