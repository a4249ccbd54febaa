import { defineScript } from '@fyntrix/cache'

/** A Lua function that takes from an index what has expired or is gone; KEYS[1] the index, ARGV[1] what its members lack of their keys. Answers the time. */
const living = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function sweep()
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    if redis.call('EXISTS', ARGV[1] .. member) == 0 then redis.call('ZREM', KEYS[1], member) end
  end
end
`

/**
 * KEYS[1] the index, KEYS[2] the value · ARGV[1] what members lack of their keys, ARGV[2] the member, ARGV[3] the value, ARGV[4] its lifetime in ms, ARGV[5] the
 * longest lifetime in ms, ARGV[6] the most keys. Answers the epoch ms of its end, or 0 when there is no room. What is gone is looked for only when it is full.
 */
export const remember = defineScript(`${living}
if not redis.call('ZSCORE', KEYS[1], ARGV[2]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[6]) then
  sweep()
  if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[6]) then return 0 end
end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
redis.call('ZADD', KEYS[1], now + ARGV[4], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return now + ARGV[4]
`)

/** KEYS[1] the index, KEYS[2] the value · ARGV[1] the member. Answers how many there were. */
export const forget = defineScript(`
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('UNLINK', KEYS[2])
`)

/** KEYS[1] the index · ARGV[1] what members lack of their keys. Answers members and the epoch ms of their ends, one after the other. */
export const listing = defineScript(`${living}
sweep()
return redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
`)

/** KEYS[1] the index · ARGV[1] what members lack of their keys, ARGV[2] what the members begin with that are to go. Answers how many there were. */
export const forgetAll = defineScript(`
local removed = 0
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if string.sub(member, 1, #ARGV[2]) == ARGV[2] then
    removed = removed + redis.call('UNLINK', ARGV[1] .. member)
    redis.call('ZREM', KEYS[1], member)
  end
end
return removed
`)
