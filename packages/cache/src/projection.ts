import { defineKey, type KeyFamily, type Parameters, versionKey } from './key.ts'
import { createLastRead } from './last-read.ts'
import { defineScript, type RedisClient } from './script.ts'
import { parseJson, type StandardSchema } from './standard-schema.ts'
import { lifetimesOf, unlessNewer, type Version, versionText } from './structures/versioned.ts'

/** KEYS[1] the value, KEYS[2] its version · ARGV as `unlessNewer`, ARGV[3] lifetime of the value in ms, ARGV[4] the value. Answers 1 when written. */
const replace = defineScript(`${unlessNewer}
redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[3])
return 1
`)

export interface ProjectionDefinition<Pattern extends string, T> {
  readonly pattern: Pattern
  readonly description: string
  /** Checks and reads what is stored. */
  readonly schema: StandardSchema<T>
  /** The stored form of a value, as JSON. */
  readonly encode: (value: T) => unknown
  /** Seconds for which a value counts as fresh. The lifetime in Redis is longer: see `lifetime`. */
  readonly fresh: number
  /** Seconds for which the value stays in Redis: at least twice `fresh`. */
  readonly lifetime: number
}

/** A view of one row of the database, kept as plain JSON. It may be lost at any time and made again from the database. */
export interface Projection<Pattern extends string, T> {
  readonly definition: ProjectionDefinition<Pattern, T>
  readonly key: KeyFamily<Pattern>
  /**
   * The value, deeply frozen, or undefined when there is none. Redis is asked each time; a text that was read before is not parsed again. Throws
   * `CorruptValueError`, or the client's error when Redis is away.
   */
  read(redis: RedisClient, parameters: Parameters<Pattern>): Promise<T | undefined>
  /** Writes a value under the database's version of it. False when Redis already holds a newer one; an equal version is written again. */
  write(redis: RedisClient, parameters: Parameters<Pattern>, value: T, version: Version): Promise<boolean>
}

/** Declares a projection. Throws `RangeError` when the lifetime is shorter than twice the freshness. */
export const defineProjection = <const Pattern extends string, T>(
  definition: ProjectionDefinition<Pattern, T>,
  prefix = '',
): Projection<Pattern, T> => {
  if (definition.lifetime < 2 * definition.fresh) {
    throw new RangeError(`${definition.pattern}: the lifetime must be at least twice the freshness`)
  }
  const key = defineKey(definition.pattern, prefix)
  const lifetimes = lifetimesOf(definition.pattern, definition.lifetime * 1000)
  const parsed = createLastRead((name, text) => parseJson(definition.schema, name, text))
  return {
    definition,
    key,
    async read(redis, parameters) {
      const name = key.of(parameters)
      const text = await redis.get(name)
      return text === null ? undefined : parsed(name, text)
    },
    async write(redis, parameters, value, version) {
      const name = key.of(parameters)
      const json = JSON.stringify(definition.encode(value))
      const values = [versionText(version), lifetimes.version, lifetimes.value, json]
      return (await replace.run(redis, [name, versionKey(name)], values)) === 1
    },
  }
}
