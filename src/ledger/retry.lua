-- Counts a failed try of the notice at an outbox's head. KEYS[1] is the workspace's prefix; ARGV: chat, id, time of the try (ms).
local list = KEYS[1] .. 'out:' .. ARGV[1]
local id, tries, notice = string.match(redis.call('LINDEX', list, 0) or '', '^([^\n]*)\n(%d+)@?%d*\n(.*)$')
if id ~= ARGV[2] then
  return 0
end
redis.call('LSET', list, 0, id .. '\n' .. (tonumber(tries) + 1) .. '@' .. ARGV[3] .. '\n' .. notice)
return 1
