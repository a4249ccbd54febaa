import { defineScript, type Script } from '../script.ts'

/*
 * All scripts on one value take: KEYS[1] the value, KEYS[2] its refresh lease, and in a bounded family KEYS[3..5] the index (see `bounded`).
 * The first ARGV are: 1 channel ('' when writes are not announced on one), 2 the instance that writes, 3 and 4 the bounds in entries and bytes (0: none).
 */
const common = 4

const announce = `
local function announce() if ARGV[1] ~= '' then redis.call('PUBLISH', ARGV[1], ARGV[2] .. '\\n' .. KEYS[1]) end end
local function tail(key) return redis.call('GETRANGE', key, -8, -1) end
local function held(key, token) return redis.pcall('STRLEN', key) == #token and redis.call('GET', key) == token end
local function version_of(key) if redis.pcall('GETRANGE', key, 0, 0) ~= '\\241' then return '' end return tail(key) end
local function now() local t = redis.call('TIME') return t[1] * 1000000 + t[2] end
`

/*
 * The index of a bounded family: KEYS[3] sorted set by last use, KEYS[4] sorted set by expiry, KEYS[5] hash of bytes with the field '' for their sum.
 * Times are the server's, in µs. Members that expired leave before anybody else has to.
 */
const bounded = `
local function forget(key)
  local bytes = redis.call('HGET', KEYS[5], key)
  if bytes then redis.call('HINCRBY', KEYS[5], '', -bytes) redis.call('HDEL', KEYS[5], key) end
  redis.call('ZREM', KEYS[3], key) redis.call('ZREM', KEYS[4], key)
end
local function over()
  local entries, limit = tonumber(ARGV[3]), tonumber(ARGV[4])
  return (entries > 0 and redis.call('ZCARD', KEYS[3]) > entries) or (limit > 0 and tonumber(redis.call('HGET', KEYS[5], '') or 0) > limit)
end
local function remember(key, bytes, lifetime)
  local at = now()
  forget(key)
  redis.call('ZADD', KEYS[3], at, key) redis.call('ZADD', KEYS[4], at + lifetime * 1000, key)
  redis.call('HSET', KEYS[5], key, bytes) redis.call('HINCRBY', KEYS[5], '', bytes)
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', at, 'LIMIT', 0, 100)) do forget(gone) end
  while over() do
    local victim = redis.call('ZRANGE', KEYS[3], 0, 0)[1]
    if not victim then break end
    forget(victim) redis.call('UNLINK', victim) redis.call('HINCRBY', KEYS[5], 'evicted', 1)
  end
end
local function store(value, lifetime) redis.call('SET', KEYS[1], value, 'PX', lifetime) remember(KEYS[1], #value, lifetime) announce() end
local function drop() local n = redis.call('UNLINK', KEYS[1]) forget(KEYS[1]) announce() return n end
local function prolong(lifetime) redis.call('PEXPIRE', KEYS[1], lifetime) redis.call('ZADD', KEYS[4], 'XX', now() + lifetime * 1000, KEYS[1]) end
`

const unbounded = `
local function store(value, lifetime) redis.call('SET', KEYS[1], value, 'PX', lifetime) announce() end
local function drop() local n = redis.call('UNLINK', KEYS[1]) announce() return n end
local function prolong(lifetime) redis.call('PEXPIRE', KEYS[1], lifetime) end
`

// a version is never smaller than one that this key ever had, whatever the server's clock does
const next = `
local function put(body, lifetime, before)
  local version = now()
  if #before == 8 then version = math.max(version, struct.unpack('<d', before) + 1) end
  local packed = struct.pack('<d', version)
  store(body .. packed, lifetime)
  return packed
end
`

const fill = `
-- ARGV: ${common + 1} the lease, ${common + 2} the value without its version, ${common + 3} lifetime in ms. Answers the version, nil when the lease is no longer there.
if not held(KEYS[1], ARGV[${common + 1}]) then return nil end
return put(ARGV[${common + 2}], ARGV[${common + 3}], version_of(KEYS[1]))
`

const refill = `
-- ARGV: ${common + 1} the token of the refresh lease, ${common + 2} the version that is replaced, ${common + 3} the value without its version, ${common + 4} lifetime in ms.
-- Answers the new version, nil when the lease is over or the value is another one by now.
if not held(KEYS[2], ARGV[${common + 1}]) then return nil end
redis.call('DEL', KEYS[2])
if version_of(KEYS[1]) ~= ARGV[${common + 2}] then return nil end
return put(ARGV[${common + 3}], ARGV[${common + 4}], ARGV[${common + 2}])
`

const extend = `
-- ARGV: ${common + 1} the token of the refresh lease, ${common + 2} the version, ${common + 3} the new times, ${common + 4} lifetime in ms. Answers 1 when the value lives on.
if not held(KEYS[2], ARGV[${common + 1}]) then return 0 end
redis.call('DEL', KEYS[2])
if version_of(KEYS[1]) ~= ARGV[${common + 2}] then return 0 end
redis.call('SETRANGE', KEYS[1], redis.call('STRLEN', KEYS[1]) - 56, ARGV[${common + 3}])
prolong(ARGV[${common + 4}])
announce()
return 1
`

const set = `
-- The last KEYS: its tags. ARGV: ${common + 1} the value without its version, ${common + 2} lifetime in ms, then the epoch of each of these tags that the
-- value carries. Answers the version, nil when a tag has another epoch by now. Whoever is loading the key will not store.
local tags = #ARGV - ${common + 2}
for i = 1, tags do
  if (redis.call('GET', KEYS[#KEYS - tags + i]) or '0') ~= ARGV[${common + 2} + i] then return nil end
end
redis.call('DEL', KEYS[2])
return put(ARGV[${common + 1}], ARGV[${common + 2}], version_of(KEYS[1]))
`

const remove = `
-- Answers how many values there were; a marker is none, but whoever is loading the key will not store.
redis.call('DEL', KEYS[2])
local was = redis.call('GETRANGE', KEYS[1], 0, 1)
return drop() - (was == '\\241\\0' and 1 or 0)
`

const removeIf = `
-- ARGV: ${common + 1} length, ${common + 2} the last eight bytes. Removes a value that was found to be damaged, if it is still the same.
if redis.call('STRLEN', KEYS[1]) ~= tonumber(ARGV[${common + 1}]) or tail(KEYS[1]) ~= ARGV[${common + 2}] then return 0 end
return drop()
`

const seize = `
-- ARGV: ${common + 1} the last eight bytes that are there, ${common + 2} the lease, ${common + 3} its lifetime in ms. Puts a lease in the place of a value that must not be served.
if tail(KEYS[1]) ~= ARGV[${common + 1}] then return 0 end
drop()
redis.call('SET', KEYS[1], ARGV[${common + 2}], 'PX', ARGV[${common + 3}])
return 1
`

const settle = `
-- ARGV: ${common + 1} the lease in the value's key, ${common + 2} a marker of failure, ${common + 3} its lifetime in ms. An empty marker gives the lease back.
if not held(KEYS[1], ARGV[${common + 1}]) then return 0 end
if ARGV[${common + 2}] == '' then drop() else redis.call('SET', KEYS[1], ARGV[${common + 2}], 'PX', ARGV[${common + 3}]) announce() end
return 1
`

export interface ValueScripts {
  readonly fill: Script
  readonly refill: Script
  readonly extend: Script
  readonly set: Script
  readonly remove: Script
  readonly removeIf: Script
  readonly seize: Script
  readonly settle: Script
}

const scriptsWith = (storing: string): ValueScripts => {
  const script = (body: string) => defineScript(announce + storing + next + body)
  return {
    fill: script(fill),
    refill: script(refill),
    extend: script(extend),
    set: script(set),
    remove: script(remove),
    removeIf: script(removeIf),
    seize: script(seize),
    settle: script(settle),
  }
}

/** Scripts of families without a bound. */
export const plainScripts: ValueScripts = scriptsWith(unbounded)

/** Scripts that keep a bound: what is evicted leaves the data and the index in one step. */
export const boundedScripts: ValueScripts = scriptsWith(bounded)

/** KEYS[1] any key that holds a token · ARGV[1] the token, ARGV[2] lifetime in ms. Answers 1 when it is still ours. */
export const renew: Script = defineScript(`
if redis.call('STRLEN', KEYS[1]) == #ARGV[1] and redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
`)

/** KEYS[1] a refresh lease · ARGV[1] its token, ARGV[2] what to leave there ('' for nothing), ARGV[3] for how many ms. */
export const settleRefresh: Script = defineScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1
`)

/**
 * KEYS[1] a value · ARGV[1] the version that is known. Answers an array of its last 56 bytes when it is that one, else the whole value or marker, nil
 * when there is none. A marker ends with the version that was there before: it is told by its first two bytes.
 */
export const readIfChanged: Script = defineScript(`
if redis.call('GETRANGE', KEYS[1], -8, -1) ~= ARGV[1] or redis.call('GETRANGE', KEYS[1], 0, 1) == '\\241\\0' then return redis.call('GET', KEYS[1]) end
return { redis.call('GETRANGE', KEYS[1], -56, -1) }
`)

/** KEYS[1] a tag · ARGV[1] lifetime in ms, ARGV[2] channel, ARGV[3] instance. Answers the tag's new epoch (float64). */
export const advanceTag: Script = defineScript(`
local t = redis.call('TIME')
local epoch = math.max(t[1] * 1000000 + t[2], tonumber(redis.call('GET', KEYS[1]) or 0) + 1)
redis.call('SET', KEYS[1], string.format('%.0f', epoch), 'PX', ARGV[1])
if ARGV[2] ~= '' then redis.call('PUBLISH', ARGV[2], ARGV[3] .. '\\n' .. KEYS[1]) end
return struct.pack('<d', epoch)
`)

/** KEYS[1] the index by last use · ARGV keys that were read. Entries that left meanwhile stay away. */
export const touch: Script = defineScript(`
local t = redis.call('TIME')
for _, key in ipairs(ARGV) do redis.call('ZADD', KEYS[1], 'XX', t[1] * 1000000 + t[2], key) end
return 1
`)
