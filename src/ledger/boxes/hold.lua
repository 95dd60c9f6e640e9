-- Holds taken and let go in passing (src/ledger/lease.ts); put before the scripts that do so. Without a token nobody asks for one.
local function takeHold(name, token, ms)
  return token ~= '' and redis.call('SET', KEYS[1] .. 'hold:' .. name, token, 'PX', ms, 'NX') ~= false
end
local function letGo(name, token)
  local key = KEYS[1] .. 'hold:' .. name
  if token ~= '' and redis.call('GET', key) == token then
    redis.call('DEL', key)
  end
end
