import { type Duration, milliseconds } from '../lifetimes.ts'
import { defineScript } from '../script.ts'

/** The number that PostgreSQL gave a row with its last change: a whole number that is not negative; `bigint` beyond 2^53. */
export type Version = number | bigint

/** A version as decimal digits. Throws `RangeError` when it is negative or no exact whole number. */
export const versionText = (version: Version): string => {
  const exact = typeof version === 'bigint' || Number.isSafeInteger(version)
  if (!exact || version < 0) throw new RangeError(`${version} is not a version: a whole number from 0, exact`)
  return String(version === 0 ? 0 : version)
}

/** For how long a value and its version stay, in ms. The version outlives its value, so that an old writer cannot win by waiting. */
export interface Lifetimes {
  readonly value: number
  readonly version: number
}

/** The lifetimes of a structure. Throws `RangeError` when a value would not live for a whole millisecond. */
export const lifetimesOf = (pattern: string, lifetime: Duration): Lifetimes => {
  const value = Math.floor(milliseconds(lifetime))
  if (value < 1) throw new RangeError(`${pattern}: the lifetime is shorter than a millisecond`)
  return { value, version: 2 * value }
}

/** A Lua function that compares versions as digits: Lua's numbers are exact to 2^53 only. */
export const isNewer = `
local function newer(a, b) return #a > #b or (#a == #b and a > b) end
`

/**
 * The beginning of a script that replaces what KEYS[1] holds, under a version. KEYS[1] the structure, KEYS[2] its version · ARGV[1] the new version,
 * ARGV[2] lifetime of the version in ms. Ends the script with 0 when a newer version is stored. The first write is one that Redis refuses when memory
 * is full, so that nothing is removed before everything can be written.
 */
export const unlessNewer = `${isNewer}
local stored = redis.call('GET', KEYS[2])
if stored and newer(stored, ARGV[1]) then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
`

/** A Lua function that gives a command many arguments in portions, since a call takes about 8,000: ARGV from `first` on, `step` of them a time. */
export const inPortions = `
local function in_portions(first, step, call)
  for at = first, #ARGV, step do call(unpack(ARGV, at, math.min(at + step - 1, #ARGV))) end
end
`

/** KEYS[1] the structure, KEYS[2] its version · ARGV as `unlessNewer`. Answers 1 when nothing newer was there. */
export const removeVersioned = defineScript(`${unlessNewer}
redis.call('UNLINK', KEYS[1])
return 1
`)
