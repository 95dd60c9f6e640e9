-- How a partition of an index is kept; put before every script that needs it. A small one is one sorted set. A large one is kept in pages
-- small enough for Redis to keep each packed, a fifth of the memory; its own key then lists where each page begins, behind a sign no member has.
local full, sign = 128, '\1'

-- A place in the order of scores and, among equal ones, of members, as text that sorts the same.
local function placeText(score, member)
  local n = tonumber(score)
  return (n < 0 and string.format('n%016.0f', n + 9007199254740992) or string.format('p%016.0f', n)) .. member
end
local function isPaged(key)
  return string.sub(redis.call('ZRANGE', key, 0, 0)[1] or '', 1, 1) == sign
end
-- Where the page begins that holds a place; the first one begins before everything.
local function beginning(key, score, member)
  return redis.call('ZREVRANGEBYLEX', key, '[' .. sign .. placeText(score, member), '-', 'LIMIT', 0, 1)[1]
end
local function pageOf(key, score, member)
  return isPaged(key) and key .. beginning(key, score, member) or key
end

-- A spoken number without its label, as digits that take Redis five bytes; anything else stays as it is.
local function memberOf(label, id)
  if label == '' or string.sub(id, 1, #label + 1) ~= label .. '-' then
    return id
  end
  local year, number = string.match(string.sub(id, #label + 2), '^(%d%d%d%d)%-(%d%d%d%d?%d?%d?)$')
  if not year or (#number > 3 and string.sub(number, 1, 1) == '0') then
    return id
  end
  return year .. string.rep('0', 6 - #number) .. number
end

-- Puts a member where it belongs; answers where the page begins that was made for it, if one was.
local function put(key, score, member, page)
  page = page or pageOf(key, score, member)
  redis.call('ZADD', page, score, member)
  if redis.call('ZCARD', page) < full then
    return
  end
  if page == key then
    page = key .. sign
    redis.call('RENAME', key, page)
    redis.call('ZADD', key, 0, sign)
  end
  -- What comes in order leaves full pages behind.
  local cut = redis.call('ZRANK', page, member) == full - 1 and full - 1 or full / 2
  local upper = redis.call('ZRANGE', page, cut, -1, 'WITHSCORES')
  local begins = sign .. placeText(upper[2], upper[1])
  redis.call('ZADD', key, 0, begins)
  for i = 1, #upper, 2 do
    redis.call('ZADD', key .. begins, upper[i + 1], upper[i])
  end
  redis.call('ZREMRANGEBYRANK', page, cut, -1)
  return begins
end

local function drop(key, score, member)
  local page = pageOf(key, score, member)
  redis.call('ZREM', page, member)
  if page ~= key and page ~= key .. sign and redis.call('EXISTS', page) == 0 then
    redis.call('ZREM', key, string.sub(page, #key + 1))
  end
end
