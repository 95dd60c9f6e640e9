-- Puts records into partitions. KEYS[1] is the workspace's prefix; ARGV: kind's label ('' where records have no spoken numbers), then name, score and id of each place.
-- Most come in order: where the last page of each partition begins is looked up once.
local last = {}
for i = 2, #ARGV, 3 do
  local key, score, member = KEYS[1] .. 'x:' .. ARGV[i], ARGV[i + 1], memberOf(ARGV[1], ARGV[i + 2])
  if last[key] == nil then
    last[key] = isPaged(key) and redis.call('ZREVRANGE', key, 0, 0)[1]
  end
  local begins = last[key]
  local page = not begins and key or sign .. placeText(score, member) >= begins and key .. begins or nil
  local made = put(key, score, member, page)
  if made and (not begins or made > begins) then
    last[key] = made
  end
end
