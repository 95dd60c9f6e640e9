-- The scores with which records stand in partitions, false where they do not. KEYS[1] is the workspace's prefix; ARGV as for place.lua, the scores those that are expected.
local found = {}
for i = 2, #ARGV, 3 do
  local key, member = KEYS[1] .. 'x:' .. ARGV[i], memberOf(ARGV[1], ARGV[i + 2])
  found[#found + 1] = redis.call('ZSCORE', pageOf(key, ARGV[i + 1], member), member)
end
return found
