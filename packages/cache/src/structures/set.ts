import { defineKey, type KeyFamily, type Parameters, versionKey } from '../key.ts'
import type { Duration } from '../lifetimes.ts'
import { defineScript, type RedisClient } from '../script.ts'
import { checked, type StandardSchema } from '../standard-schema.ts'
import { replyOf } from './replies.ts'
import { inPortions, lifetimesOf, unlessNewer, type Version, versionText } from './versioned.ts'

/** KEYS[1] the set, KEYS[2] its version · ARGV as `unlessNewer`, ARGV[3] lifetime in ms, ARGV[4…] members. Answers 1 when written. */
const replace = defineScript(`${unlessNewer}${inPortions}
redis.call('UNLINK', KEYS[1])
if #ARGV < 4 then return 1 end
in_portions(4, 1000, function(...) redis.call('SADD', KEYS[1], ...) end)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`)

export interface SetDefinition<Pattern extends string, M extends string> {
  readonly pattern: Pattern
  readonly description: string
  /** Checks a stored member. */
  readonly schema: StandardSchema<M>
  /** For how long the set stays in Redis after it was written. Its version stays twice as long. */
  readonly lifetime: Duration
}

/** A view of what belongs together in the database, kept as a plain set. It may be lost at any time and made again from the database. */
export interface SetProjection<Pattern extends string, M extends string> {
  readonly definition: SetDefinition<Pattern, M>
  readonly key: KeyFamily<Pattern>
  /** The members in the order of their text; none when there is no such set. Throws `CorruptValueError`, or the client's error when Redis is away. */
  read(client: RedisClient, parameters: Parameters<Pattern>): Promise<readonly M[]>
  /** Puts these members in the place of all others, in one step. False when Redis knows a newer version; an equal one is written again. */
  write(client: RedisClient, parameters: Parameters<Pattern>, members: readonly M[], version: Version): Promise<boolean>
}

/** Declares a set. Throws `RangeError` for a lifetime that is none. */
export const defineSet = <const Pattern extends string, M extends string>(
  definition: SetDefinition<Pattern, M>,
  prefix = '',
): SetProjection<Pattern, M> => {
  const key = defineKey(definition.pattern, prefix)
  const lifetimes = lifetimesOf(definition.pattern, definition.lifetime)
  return {
    definition,
    key,
    async read(client, parameters) {
      const name = key.of(parameters)
      const members = await replyOf(name, client.smembers(name))
      return members.toSorted().map((member) => checked(definition.schema, `a member of ${name}`, member))
    },
    async write(client, parameters, members, version) {
      const name = key.of(parameters)
      const values = [versionText(version), lifetimes.version, lifetimes.value, ...members]
      return (await replace.run(client, [name, versionKey(name)], values)) === 1
    },
  }
}
