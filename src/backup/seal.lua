-- Takes a year's stream out of Redis once it stands in a file. KEYS[1] is the workspace's prefix; ARGV: year, entries in the stream, id of the last one,
-- what is kept about it. Answers 0, having changed nothing, when the stream has gone on or the records are being rebuilt.
local log = KEYS[1] .. 'log:' .. ARGV[1]
if redis.call('HEXISTS', KEYS[1] .. 'head', 'rebuilding') == 1 then
  return 0
end
local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
if redis.call('XLEN', log) ~= tonumber(ARGV[2]) or (last and last[1] or '') ~= ARGV[3] then
  return 0
end
redis.call('HSET', KEYS[1] .. 'sealed', ARGV[1], ARGV[4])
redis.call('UNLINK', log)
return 1
