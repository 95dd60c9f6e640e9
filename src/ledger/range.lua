-- Reads a partition by scores, large or small. KEYS[1] is the workspace's prefix; ARGV: name, lowest and highest score (`-inf`, `+inf`), '1' for falling order,
-- limit or '', `count` for the number alone. Answers members and scores in turns.
local key, low, high, falling, limit, counts = KEYS[1] .. 'x:' .. ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1', tonumber(ARGV[5]), ARGV[6] == 'count'
local found, count = {}, 0

local function read(page)
  if counts then
    count = count + redis.call('ZCOUNT', page, low, high)
    return
  end
  local args = { 'ZRANGE', page, falling and high or low, falling and low or high, 'BYSCORE' }
  for _, word in ipairs(falling and { 'REV' } or {}) do
    args[#args + 1] = word
  end
  for _, word in ipairs(limit and { 'LIMIT', 0, limit - #found / 2 } or {}) do
    args[#args + 1] = word
  end
  args[#args + 1] = 'WITHSCORES'
  for _, word in ipairs(redis.call(unpack(args))) do
    found[#found + 1] = word
  end
end
local function enough()
  return limit and #found / 2 >= limit
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
return counts and count or found
