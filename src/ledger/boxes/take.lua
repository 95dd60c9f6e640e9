-- Takes a notice off its outbox's head. KEYS[1] is the workspace's prefix; ARGV: chat, id, outcome (sent | failed), ms, what is kept about it,
-- and the hold under which it is sent: name, token ('' for none). Answers 0 when it is not at the head any more: whoever took it kept its receipt;
-- 1 when more waits; 2 when nothing does, and then the hold is let go.
local p, chat, id, outcome, ms, kept = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local list = p .. 'out:' .. chat
local lead = id .. '\n'
if string.sub(redis.call('LINDEX', list, 0) or '', 1, #lead) ~= lead then
  return 0
end
if outcome == 'sent' then
  -- A stream's ids must rise; the exact time stands in the receipt. Written out, since `ms-*` needs Redis 7.
  -- The last id given, not the last receipt's: those of somebody forgotten are gone.
  local last = '0-0'
  local known = redis.call('EXISTS', p .. 'sent') == 1 and redis.call('XINFO', 'STREAM', p .. 'sent') or {}
  for i = 1, #known, 2 do
    if known[i] == 'last-generated-id' then
      last = known[i + 1]
    end
  end
  local lastMs, lastNth = string.match(last, '^(%d+)-(%d+)$')
  lastMs, ms = tonumber(lastMs), tonumber(ms)
  local nth = ms > lastMs and 0 or tonumber(lastNth) + 1
  redis.call('XADD', p .. 'sent', string.format('%d-%d', math.max(lastMs, ms), nth), 'r', kept)
else
  redis.call('ZADD', p .. 'failed', ms, id)
  redis.call('HSET', p .. 'failures', id, kept)
end
redis.call('LPOP', list)
if redis.call('EXISTS', list) == 1 then
  return 1
end
redis.call('SREM', p .. 'out', chat)
letGo(ARGV[6], ARGV[7])
return 2
