-- Writes how sending stands on the notice at an outbox's head. KEYS[1] is the workspace's prefix; ARGV: chat, id, the new mark.
local list = KEYS[1] .. 'out:' .. ARGV[1]
local id, notice = string.match(redis.call('LINDEX', list, 0) or '', '^([^\n]*)\n[^\n]*\n(.*)$')
if id ~= ARGV[2] then
  return 0
end
redis.call('LSET', list, 0, id .. '\n' .. ARGV[3] .. '\n' .. notice)
return 1
