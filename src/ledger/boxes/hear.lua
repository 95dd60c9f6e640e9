-- Puts a message into its inbox once. KEYS[1] is the workspace's prefix; ARGV: name of its day's set, channel|id, chat, message, the hold
-- on the inbox that is wanted: name, token ('' for none), ms, and the set of the day before ('' for none). Answers 0 for a repeat, 1 when the message is safe,
-- 2 when the hold was free, too, 3 when the message stands first besides; then link, rebuilt and rebuilding of the chain's end.
local p, day, id, chat, message = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
-- Where a platform tells no time a message is dated when it comes: its repeat after midnight is known by the day before.
if ARGV[8] ~= '' and redis.call('SISMEMBER', p .. 'seen:' .. ARGV[8], id) == 1 or redis.call('SADD', p .. 'seen:' .. day, id) == 0 then
  return { 0 }
end
redis.call('SADD', p .. 'days', 'seen:' .. day)
local length = redis.call('RPUSH', p .. 'in:' .. chat, id .. '\n' .. message)
redis.call('SADD', p .. 'in', chat)
local held = takeHold(ARGV[5], ARGV[6], ARGV[7])
return { held and (length == 1 and 3 or 2) or 1, redis.call('HMGET', p .. 'head', 'link', 'rebuilt', 'rebuilding') }
