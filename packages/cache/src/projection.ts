import type { Redis } from 'ioredis'
import { defineKey, type KeyFamily, type Parameters, versionKey } from './key.ts'
import { parseJson, type StandardSchema } from './standard-schema.ts'

/**
 * KEYS[1] the value, KEYS[2] its version · ARGV[1] new version, ARGV[2] new value, ARGV[3] lifetime of the value in ms.
 * Answers 1 when written, 0 when what is there is newer. Versions are compared as numbers of at most 2^53.
 * The version outlives its value, so that an old writer cannot win by waiting for the value to expire.
 */
const compareAndSet = `
local stored = redis.call('GET', KEYS[2])
if stored and tonumber(stored) > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3] * 2)
return 1
`

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
  /** The value, or undefined when there is none. Throws `CorruptValueError`, or the client's error when Redis is away. */
  read(redis: Redis, parameters: Parameters<Pattern>): Promise<T | undefined>
  /** Writes a value under the database's version of it. False when Redis already holds a newer one; an equal version is written again. */
  write(redis: Redis, parameters: Parameters<Pattern>, value: T, version: number): Promise<boolean>
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
  return {
    definition,
    key,
    async read(redis, parameters) {
      const name = key.of(parameters)
      const text = await redis.get(name)
      return text === null ? undefined : parseJson(definition.schema, name, text)
    },
    async write(redis, parameters, value, version) {
      const name = key.of(parameters)
      const written = await redis.eval(
        compareAndSet,
        2,
        name,
        versionKey(name),
        version,
        JSON.stringify(definition.encode(value)),
        definition.lifetime * 1000,
      )
      return written === 1
    },
  }
}
