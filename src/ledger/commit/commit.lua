-- The one place that writes records. KEYS[1] is the workspace's prefix; ARGV is read in order, lists are preceded by their length.
-- Lua does not roll back, so everything that can be refused is refused before the first write, and the append to the log comes first.
local p, at = KEYS[1], 0
local function take()
  at = at + 1
  return ARGV[at]
end
local function size()
  return tonumber(take())
end
local call = redis.call
local allotted = {}
-- Placeholders stand for numbers that are allotted only here. A table as replacement takes any sign literally, % too.
local function fill(text)
  if not string.find(text, '\238\128\128', 1, true) then
    return text
  end
  return (string.gsub(text, '\238\128\128(%d+)\238\128\129', allotted))
end

local layout = take()

-- 1. Is the cause still to be answered?
local mode, cause, place, day = take(), take(), take(), take()
if mode == 'inbox' then
  local lead = cause .. '\n'
  local function is(item)
    return item and string.sub(item, 1, #lead) == lead
  end
  if not is(call('LINDEX', p .. 'in:' .. place, 0)) then
    for _, item in ipairs(call('LRANGE', p .. 'in:' .. place, 1, -1)) do
      if is(item) then
        return { 'conflict', 'inbox' }
      end
    end
    local seen = call('SISMEMBER', p .. 'seen:' .. day, cause) + call('SISMEMBER', p .. 'seen:kept', cause)
    return { seen > 0 and 'duplicate' or 'unheard' }
  end
elseif call('SISMEMBER', p .. 'done:' .. place, cause) == 1 then
  return { 'duplicate' }
end

-- 2. Does everything still hold that the decision rested on?
local head = call('HMGET', p .. 'head', 'seq', 'link', 'dir', 'rebuilding', 'layout', 'rebuilt')
local seq, link, dir = tonumber(head[1] or '0'), head[2] or '', head[3] or '0'
if head[4] then
  return { 'rebuilding' }
end
-- A program of another version keeps other indexes: what it would write could not be found again.
if layout ~= '' and head[5] and head[5] ~= layout then
  return { 'layout' }
end
local expectedDir = take()
if expectedDir ~= '' and expectedDir ~= dir then
  return { 'conflict', 'directory' }
end
for _ = 1, size() do
  local kind, id, version = take(), take(), take()
  local now = call('HGET', p .. 'r:' .. kind, id)
  if (now and string.match(now, '^(%d+),') or '') ~= version then
    return { 'conflict', kind .. ' ' .. id }
  end
end
for _ = 1, size() do
  local name, version = take(), take()
  if (call('HGET', p .. 'versions', name) or '') ~= version then
    return { 'conflict', name }
  end
end
for _ = 1, size() do
  local key, present, value = take(), take(), take()
  local now = call('HGET', p .. 'state', key)
  if (now or '') ~= value or (now and '1' or '0') ~= present then
    return { 'conflict', 'state ' .. key }
  end
end

-- 3. Numbers.
local counters, values = {}, {}
for _ = 1, size() do
  local token, counter, first, prefix, pad = take(), take(), take(), take(), take()
  local last = counters[counter] or tonumber(call('HGET', p .. 'numbers', counter) or '')
  local value = last and last + 1 or tonumber(first)
  counters[counter] = value
  allotted[token] = prefix .. string.format('%0' .. pad .. 'd', value)
  values[#values + 1] = allotted[token]
end

-- 4. Entries, records, indexes.
local year, first, entries, touched = take(), seq + 1, size(), {}
for _ = 1, entries do
  local body, digest, numbers = take(), take(), {}
  for i = 1, size() do
    numbers[i] = allotted[take()]
  end
  local n = table.concat(numbers, '|')
  seq = seq + 1
  link = redis.sha1hex(link .. digest .. n)
  call('XADD', p .. 'log:' .. year, seq .. '-0', 'b', body, 'n', n, 'h', link)
  local kind, label, id, record, side, text, standing = take(), take(), fill(take()), fill(take()), take(), take(), take()
  local before = call('HGET', p .. 'r:' .. kind, id)
  local born = before and string.match(before, '^%d+,(%d+):') or seq
  call('HSET', p .. 'r:' .. kind, id, seq .. ',' .. born .. ':' .. record)
  if side ~= '' then
    call('HSET', p .. 'side', seq, side)
  end
  if text ~= '' then
    call('HSET', p .. 'text', seq, text)
  end
  if standing == '1' then
    dir = seq
    call('ZADD', p .. 'dir', seq, kind .. '|' .. id)
  end
  local member = memberOf(label, id)
  for _ = 1, size() do
    local name, score = fill(take()), take()
    drop(p .. 'x:' .. name, score, member)
    touched[name] = seq
  end
  for _ = 1, size() do
    local name, score = fill(take()), take()
    put(p .. 'x:' .. name, score, member)
    touched[name] = seq
  end
end
local versions = {}
local function flush()
  if #versions > 0 then
    call('HSET', p .. 'versions', unpack(versions))
  end
  versions = {}
end
for name, version in pairs(touched) do
  versions[#versions + 1] = name
  versions[#versions + 1] = version
  if #versions >= 2000 then
    flush()
  end
end
flush()
for counter, value in pairs(counters) do
  call('HSET', p .. 'numbers', counter, string.format('%d', value))
end
if entries > 0 then
  call('SADD', p .. 'years', year)
  call('HSET', p .. 'head', 'seq', seq, 'link', link, 'dir', dir)
end

-- 5. What is said, and working state.
local origin, firsts = entries > 0 and tostring(first) or cause, {}
for i = 1, size() do
  local chat, notice = take(), fill(take())
  if call('RPUSH', p .. 'out:' .. chat, origin .. '.' .. i .. '\n0\n' .. notice) == 1 then
    firsts[#firsts + 1] = i
  end
  call('SADD', p .. 'out', chat)
end
local granted = {}
for _ = 1, size() do
  local name, token, ms = take(), take(), take()
  if takeHold(name, token, ms) then
    granted[#granted + 1] = token
  end
end
for _ = 1, size() do
  local key, present, value, untilMs = fill(take()), take(), fill(take()), take()
  if present == '1' then
    call('HSET', p .. 'state', key, value)
  else
    call('HDEL', p .. 'state', key)
  end
  if present == '1' and untilMs ~= '' then
    call('ZADD', p .. 'lapsing', untilMs, key)
  else
    call('ZREM', p .. 'lapsing', key)
  end
end
local forgotten = take()
if forgotten ~= '' then
  call('HSET', p .. 'forgetting', forgotten, seq)
end

-- 6. The cause is answered. The inbox is let go when nothing more waits in it.
local more = 0
local holdName, holdToken = take(), take()
if mode == 'inbox' then
  call('LPOP', p .. 'in:' .. place)
  more = call('EXISTS', p .. 'in:' .. place)
  if more == 0 then
    call('SREM', p .. 'in', place)
    letGo(holdName, holdToken)
  end
else
  call('SADD', p .. 'done:' .. place, cause)
  call('SADD', p .. 'days', 'done:' .. place)
end
return { 'committed', origin, values, { head[2] or '', link, tostring(dir), head[6] or '', tostring(seq) }, more, granted, firsts }
