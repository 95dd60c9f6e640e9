-- Reads a partition by scores, large or small. KEYS[1] is the workspace's prefix; ARGV: name, lowest and highest score (`-inf`, `+inf`), '1' for falling order,
-- limit or '', what to answer: `ids` the members, each on a line, `scores` members and scores in turns, `count` their number; and '1' to answer with
-- all members and scores in turns, each on a line, where the partition is small. Answers the partition's version, the answer, and 1 if it is all.
local key, low, high, falling, limit, what = KEYS[1] .. 'x:' .. ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1', tonumber(ARGV[5]), ARGV[6]
local version = redis.call('HGET', KEYS[1] .. 'versions', ARGV[1]) or ''
if ARGV[7] == '1' then
  local members = redis.call('ZRANGE', key, 0, full - 1, 'WITHSCORES')
  if string.sub(members[1] or '', 1, 1) ~= sign then
    return { version, table.concat(members, '\n'), 1 }
  end
end
local found, count, each = {}, 0, what == 'scores' and 2 or 1
-- Members of a page are put together at once: words are dear to keep one by one.
local texts, members = {}, 0

local function read(page)
  if what == 'count' then
    count = count + redis.call('ZCOUNT', page, low, high)
    return
  end
  local args = { 'ZRANGE', page, falling and high or low, falling and low or high, 'BYSCORE' }
  for _, word in ipairs(falling and { 'REV' } or {}) do
    args[#args + 1] = word
  end
  for _, word in ipairs(limit and { 'LIMIT', 0, limit - members } or {}) do
    args[#args + 1] = word
  end
  if what == 'scores' then
    args[#args + 1] = 'WITHSCORES'
  end
  local words = redis.call(unpack(args))
  members = members + #words / each
  if what == 'ids' and #words > 0 then
    texts[#texts + 1] = table.concat(words, '\n')
  elseif what == 'scores' then
    for _, word in ipairs(words) do
      found[#found + 1] = word
    end
  end
end
local function enough()
  return limit and members >= limit
end

if not isPaged(key) then
  read(key)
else
  local first = low == '-inf' and '[' .. sign or '[' .. beginning(key, math.floor(tonumber(low)), '')
  local last = high == '+inf' and '+' or '[' .. sign .. placeText(math.ceil(tonumber(high)), '\255')
  local some, at = nil, 0
  repeat
    some = redis.call(falling and 'ZREVRANGEBYLEX' or 'ZRANGEBYLEX', key, falling and last or first, falling and first or last, 'LIMIT', at, 100)
    at = at + #some
    for _, begins in ipairs(some) do
      if not enough() then
        read(key .. begins)
      end
    end
  until #some < 100 or enough()
end
return { version, what == 'count' and count or what == 'ids' and table.concat(texts, '\n') or found, 0 }
