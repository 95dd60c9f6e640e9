/** The chat log's script in Redis. */

/**
 * Adds a line unless its id is there, at a seq that was taken before or behind all others, drops the oldest ones and tells the watchers.
 * KEYS: order, lines. ARGV: id, line, how many are kept, channel, place, seq or ''.
 */
export const addScript = `
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 0 end
local seq = tonumber(ARGV[6])
if not seq then
  local time = redis.call('TIME')
  local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
  seq = math.max(time[1] * 1000000 + time[2], last and last + 1 or 0)
end
redis.call('ZADD', KEYS[1], string.format('%.0f', seq), ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local over = redis.call('ZRANGE', KEYS[1], 0, -1 - tonumber(ARGV[3]))
if #over > 0 then
  redis.call('ZREM', KEYS[1], unpack(over))
  redis.call('HDEL', KEYS[2], unpack(over))
end
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1`
