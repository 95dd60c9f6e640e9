-- What changes with the ledger's end, read at one moment. KEYS[1] is the workspace's prefix; ARGV: names of sets that only grow, each with
-- the number of members already read. Answers { position, link, rebuilding, last receipt }, then { type, key, flat value } for each that holds something.
local p = KEYS[1]
local call = redis.call
local head = call('HMGET', p .. 'head', 'seq', 'link', 'rebuilding')
local last = call('XREVRANGE', p .. 'sent', '+', '-', 'COUNT', 1)[1]
local found = { { head[1] or '0', head[2] or '', head[3] or '', last and last[1] or '' } }
local function add(type, key, value)
  if #value > 0 then
    found[#found + 1] = { type, key, value }
  end
end
for _, key in ipairs({ 'state', 'forgetting', 'failures', 'sealed' }) do
  add('hash', key, call('HGETALL', p .. key))
end
for _, key in ipairs({ 'lapsing', 'failed' }) do
  add('sorted', key, call('ZRANGE', p .. key, 0, -1, 'WITHSCORES'))
end
for _, way in ipairs({ 'in', 'out' }) do
  local chats = call('SMEMBERS', p .. way)
  add('set', way, chats)
  for _, chat in ipairs(chats) do
    add('list', way .. ':' .. chat, call('LRANGE', p .. way .. ':' .. chat, 0, -1))
  end
end
local days = call('SMEMBERS', p .. 'days')
add('set', 'days', days)
local read = {}
for i = 1, #ARGV, 2 do
  read[ARGV[i]] = tonumber(ARGV[i + 1])
end
local function grown(name)
  if call('SCARD', p .. name) ~= (read[name] or 0) then
    add('set', name, call('SMEMBERS', p .. name))
  end
end
for _, name in ipairs(days) do
  grown(name)
end
grown('seen:kept')
return found
