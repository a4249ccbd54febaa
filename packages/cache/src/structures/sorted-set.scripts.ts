import { defineScript } from '../script.ts'
import { inPortions, isNewer, unlessNewer } from './versioned.ts'

/** Keeps the version that is there when it is newer: a change of one member says nothing about the others. ARGV as `unlessNewer`; '' is no version. */
const raiseVersion = `${isNewer}
if ARGV[1] ~= '' then
  local stored = redis.call('GET', KEYS[2])
  redis.call('SET', KEYS[2], (stored and newer(stored, ARGV[1])) and stored or ARGV[1], 'PX', ARGV[2])
end
`

const putAndTrim = `${inPortions}
local added = 0
in_portions(5, 1000, function(...) added = added + redis.call('ZADD', KEYS[1], ...) end)
local evicted = redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
`

/**
 * KEYS[1] the set, KEYS[2] its version · ARGV[1] a version or '', ARGV[2] lifetime of the version in ms, ARGV[3] lifetime of the set in ms, ARGV[4]
 * capacity, ARGV[5…] scores and members. Answers how many members were new, and how many had to leave.
 */
export const addScript = defineScript(`${raiseVersion}${putAndTrim}
return {added, evicted}
`)

/** KEYS[1] the set, KEYS[2] its version · ARGV[1] a version or '', ARGV[2] lifetime of the version in ms, ARGV[3…] members. Answers how many were there. */
export const removeScript = defineScript(`${raiseVersion}${inPortions}
local removed = 0
in_portions(3, 1000, function(...) removed = removed + redis.call('ZREM', KEYS[1], ...) end)
return removed
`)

/** KEYS and ARGV as `addScript`, with a version. Answers 1 when written, 0 when Redis knows a newer version. */
export const replaceScript = defineScript(`${unlessNewer}
redis.call('UNLINK', KEYS[1])
if #ARGV < 5 then return 1 end
${putAndTrim}
return 1
`)
