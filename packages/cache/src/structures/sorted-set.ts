import { defineKey, type KeyFamily, type Parameters, versionKey } from '../key.ts'
import type { Duration } from '../lifetimes.ts'
import type { RedisClient } from '../script.ts'
import { checked, type StandardSchema } from '../standard-schema.ts'
import { decoded, replyOf } from './replies.ts'
import { argumentsOf, bound, type RangeQuery, whole } from './sorted-set.range.ts'
import { addScript, removeScript, replaceScript } from './sorted-set.scripts.ts'
import { lifetimesOf, type Version, versionText } from './versioned.ts'

/** A member with its score, such as an id with the time at which it was made (epoch ms). */
export interface Scored<M> {
  readonly member: M
  readonly score: number
}

export interface SortedSetDefinition<Pattern extends string, M> {
  readonly pattern: Pattern
  readonly description: string
  /** Checks what `decode` made of a member. */
  readonly schema: StandardSchema<M>
  /** The stored text of a member. Two members are the same when their texts are. */
  readonly encode: (member: M) => string
  /** What the schema is to check. May throw: then the member counts as corrupt. */
  readonly decode: (stored: string) => unknown
  /** How many members there may be. Those of the lowest score leave first, in the same step in which others come. */
  readonly capacity: number
  /** For how long the set stays in Redis after members were last put in. Its version stays twice as long. */
  readonly lifetime: Duration
}

export interface ChangeOptions {
  /** PostgreSQL's version of the change: an older `replaceAll` will not undo it. */
  readonly version?: Version
}

/** An index of bounded size, by score. It may be lost at any time and made again from the database. */
export interface SortedSet<Pattern extends string, M> {
  readonly definition: SortedSetDefinition<Pattern, M>
  readonly key: KeyFamily<Pattern>
  /**
   * Puts members in, or gives those that are there another score, in one step. Unlike `replaceAll` it is never refused for its version: the changes of
   * one member must come in their order, and then one that comes twice does no harm. Throws `RangeError` for a score that is not finite.
   */
  add(
    client: RedisClient,
    parameters: Parameters<Pattern>,
    members: readonly Scored<M>[],
    options?: ChangeOptions,
  ): Promise<{ readonly added: number; readonly evicted: number }>
  /** Takes members out, in one step; answers how many were there. For versions see `add`. */
  remove(
    client: RedisClient,
    parameters: Parameters<Pattern>,
    members: readonly M[],
    options?: ChangeOptions,
  ): Promise<number>
  /**
   * Puts these members in the place of all others, in one step. False when Redis knows a newer version, of an earlier `replaceAll` or of a change: then
   * what the caller read from PostgreSQL is old, and is to be read again.
   */
  replaceAll(
    client: RedisClient,
    parameters: Parameters<Pattern>,
    members: readonly Scored<M>[],
    version: Version,
  ): Promise<boolean>
  /** Members in the order of their scores, equal ones in the order of their bytes. Throws `CorruptValueError` when one of them is not what it should be. */
  range(client: RedisClient, parameters: Parameters<Pattern>, query: RangeQuery): Promise<readonly Scored<M>[]>
  /** How many members there are, or how many between two scores, both included. */
  count(
    client: RedisClient,
    parameters: Parameters<Pattern>,
    between?: { readonly min?: number; readonly max?: number },
  ): Promise<number>
}

/** Declares a sorted set. Throws `RangeError` for a capacity or a lifetime that is none. */
export const defineSortedSet = <const Pattern extends string, M>(
  definition: SortedSetDefinition<Pattern, M>,
  prefix = '',
): SortedSet<Pattern, M> => {
  const key = defineKey(definition.pattern, prefix)
  const capacity = whole('capacity', definition.capacity, 1)
  const lifetimes = lifetimesOf(definition.pattern, definition.lifetime)

  const versionOf = ({ version }: ChangeOptions): string => (version === undefined ? '' : versionText(version))
  const stored = (members: readonly Scored<M>[]): string[] =>
    members.flatMap(({ member, score }) => {
      if (!Number.isFinite(score)) throw new RangeError(`${definition.pattern}: a score of ${score}`)
      return [String(score), definition.encode(member)]
    })
  const putting = (version: string, members: readonly Scored<M>[]) => [
    version,
    lifetimes.version,
    lifetimes.value,
    capacity,
    ...stored(members),
  ]
  const memberOf = (name: string, text: string): M =>
    checked(definition.schema, `a member of ${name}`, decoded(`a member of ${name}`, definition.decode, text))

  return {
    definition,
    key,
    async add(client, parameters, members, options = {}) {
      const name = key.of(parameters)
      if (members.length === 0) return { added: 0, evicted: 0 }
      const reply = await replyOf(
        name,
        addScript.run(client, [name, versionKey(name)], putting(versionOf(options), members)),
      )
      const [added, evicted] = Array.isArray(reply) ? reply : []
      return { added: Number(added), evicted: Number(evicted) }
    },
    async remove(client, parameters, members, options = {}) {
      const name = key.of(parameters)
      if (members.length === 0) return 0
      const values = [versionOf(options), lifetimes.version, ...members.map(definition.encode)]
      return Number(await replyOf(name, removeScript.run(client, [name, versionKey(name)], values)))
    },
    async replaceAll(client, parameters, members, version) {
      const name = key.of(parameters)
      return (await replaceScript.run(client, [name, versionKey(name)], putting(versionText(version), members))) === 1
    },
    async range(client, parameters, query) {
      const name = key.of(parameters)
      const reply = await replyOf(name, client.call('zrange', name, ...argumentsOf(query)))
      const flat: unknown[] = Array.isArray(reply) ? reply.flat() : []
      const texts = flat.map(String)
      return texts.flatMap((text, i) => {
        const score = texts[i + 1]
        return i % 2 === 1 || score === undefined ? [] : [{ member: memberOf(name, text), score: Number(score) }]
      })
    },
    async count(client, parameters, between) {
      const name = key.of(parameters)
      if (!between) return replyOf(name, client.zcard(name))
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = between
      return replyOf(name, client.zcount(name, bound(min), bound(max)))
    },
  }
}
