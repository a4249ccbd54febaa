import { defineKey, type KeyFamily, type Parameters, versionKey } from '../key.ts'
import type { Duration } from '../lifetimes.ts'
import { defineScript, type RedisClient } from '../script.ts'
import { checked, type StandardSchema } from '../standard-schema.ts'
import { decoded, hashesOf, type ReadResult, replyOf } from './replies.ts'
import { inPortions, lifetimesOf, removeVersioned, unlessNewer, type Version, versionText } from './versioned.ts'

/** KEYS[1] the hash, KEYS[2] its version · ARGV as `unlessNewer`, ARGV[3] lifetime in ms, ARGV[4…] fields and values. Answers 1 when written. */
const replace = defineScript(`${unlessNewer}${inPortions}
redis.call('UNLINK', KEYS[1])
in_portions(4, 1000, function(...) redis.call('HSET', KEYS[1], ...) end)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`)

/** A record as Redis keeps it: text fields, as `HGETALL` gives them. */
export type Fields = Readonly<Record<string, string>>

export interface HashDefinition<Pattern extends string, T> {
  readonly pattern: Pattern
  readonly description: string
  /** Checks what `decode` made. */
  readonly schema: StandardSchema<T>
  /** The stored fields of a value: exactly these, so that other programs can read them. At least one. */
  readonly encode: (value: T) => Fields
  /** What the schema is to check. May throw: then the value counts as corrupt. */
  readonly decode: (fields: Fields) => unknown
  /** For how long a value stays in Redis after it was written. Its version stays twice as long. */
  readonly lifetime: Duration
}

/** A view of one row of the database, kept as a plain hash. It may be lost at any time and made again from the database. */
export interface HashProjection<Pattern extends string, T> {
  readonly definition: HashDefinition<Pattern, T>
  readonly key: KeyFamily<Pattern>
  /** The value, or undefined when there is none. Throws `CorruptValueError`, or the client's error when Redis is away. */
  read(client: RedisClient, parameters: Parameters<Pattern>): Promise<T | undefined>
  /**
   * One result for each key, in their order, in one round trip; one that fails does not keep the others from arriving. Of a cluster each node is asked at
   * the same time.
   */
  readMany(client: RedisClient, keys: readonly Parameters<Pattern>[]): Promise<readonly ReadResult<T>[]>
  /**
   * Puts this value in the place of the whole hash, in one step: fields that it lacks are gone. False when Redis knows a newer version; an equal one is
   * written again. Throws `RangeError` for a value without fields, which Redis cannot hold.
   */
  write(client: RedisClient, parameters: Parameters<Pattern>, value: T, version: Version): Promise<boolean>
  /** Removes the value and remembers `version`, which must be higher than that of any value. False when Redis knows a newer one. */
  remove(client: RedisClient, parameters: Parameters<Pattern>, version: Version): Promise<boolean>
}

/** Declares a hash. Throws `RangeError` for a lifetime that is none. */
export const defineHash = <const Pattern extends string, T>(
  definition: HashDefinition<Pattern, T>,
  prefix = '',
): HashProjection<Pattern, T> => {
  const key = defineKey(definition.pattern, prefix)
  const lifetimes = lifetimesOf(definition.pattern, definition.lifetime)

  const valueOf = async (name: string, reply: Promise<Fields>): Promise<T | undefined> => {
    const fields = await replyOf(name, reply)
    // Redis does not tell an absent hash from one without fields: there is no such hash
    if (Object.keys(fields).length === 0) return undefined
    return checked(definition.schema, name, decoded(name, definition.decode, fields))
  }
  const resultOf = (settled: PromiseSettledResult<T | undefined>): ReadResult<T> => {
    if (settled.status === 'rejected') return { status: 'failed', error: settled.reason }
    return settled.value === undefined ? { status: 'missing' } : { status: 'found', value: settled.value }
  }

  return {
    definition,
    key,
    async read(client, parameters) {
      const name = key.of(parameters)
      return valueOf(name, client.hgetall(name))
    },
    async readMany(client, keys) {
      const names = keys.map((parameters) => key.of(parameters))
      const replies = hashesOf(client, names)
      const settled = await Promise.allSettled(replies.map((reply, i) => valueOf(names[i] ?? '', reply)))
      return settled.map(resultOf)
    },
    async write(client, parameters, value, version) {
      const name = key.of(parameters)
      const fields = Object.entries(definition.encode(value)).flat()
      if (fields.length === 0) throw new RangeError(`${name}: a hash needs a field`)
      const values = [versionText(version), lifetimes.version, lifetimes.value, ...fields]
      return (await replace.run(client, [name, versionKey(name)], values)) === 1
    },
    async remove(client, parameters, version) {
      const name = key.of(parameters)
      const values = [versionText(version), lifetimes.version]
      return (await removeVersioned.run(client, [name, versionKey(name)], values)) === 1
    },
  }
}
