-- Puts a message into its inbox once. KEYS[1] is the workspace's prefix; ARGV: name of its day's set, channel|id, chat, message.
local p, day, id, chat, message = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('SADD', p .. 'seen:' .. day, id) == 0 then
  return 0
end
redis.call('SADD', p .. 'days', 'seen:' .. day)
redis.call('RPUSH', p .. 'in:' .. chat, id .. '\n' .. message)
redis.call('SADD', p .. 'in', chat)
return 1
