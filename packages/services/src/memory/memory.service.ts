import {
  type MemoryClear,
  type MemoryCleared,
  type MemoryEntry,
  type MemoryPlace,
  type MemoryQuery,
  type MemoryReading,
  type MemoryWrite,
  memoryLimits,
} from '@fyntrix/domain/memory'
import { DomainError, type Id, JsonValue, type Now } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Tally } from '../cache/tally.ts'
import { type Log, redisAway } from '../shared/index.ts'
import { memoryKeys } from './memory.cache.ts'
import { forget, forgetAll, listing, remember } from './memory.scripts.ts'

/**
 * What agents and people remember for a while, in Redis only: losing it is a miss, by contract. Each call sees and changes one user's memory only. All throw
 * `unavailable` with Redis away; a write may then have happened all the same.
 */
export interface Memory {
  /** Throws `invalid-input` for a value that is too large, `refused` when the user keeps as many keys as there may be. */
  set(userId: Id, write: MemoryWrite): Promise<MemoryEntry>
  /** What is remembered there. What is no JSON counts as forgotten. */
  get(userId: Id, place: MemoryPlace): Promise<MemoryReading>
  /** Forgets; 0 when there was nothing. */
  remove(userId: Id, place: MemoryPlace): Promise<MemoryCleared>
  /** What is remembered, by context type and key. */
  list(userId: Id, query: MemoryQuery): Promise<MemoryEntry[]>
  /** Forgets a context type, or one namespace of it, such as a session that ended. */
  clear(userId: Id, what: MemoryClear): Promise<MemoryCleared>
}

interface Dependencies {
  readonly redis: Redis
  readonly prefix: string
  readonly wall: Now
  readonly log: Log
  readonly tally: Tally
  readonly limits?: { readonly valueBytes: number; readonly keys: number }
}

const instant = (ms: number) => new Date(ms).toISOString()

export const createMemory = ({ redis, prefix, wall, log, tally, limits = memoryLimits }: Dependencies): Memory => {
  const { counters } = tally
  const asked = <T>(exchange: () => Promise<T>): Promise<T> =>
    tally.timed(exchange).catch((cause: unknown) => Promise.reject(redisAway(cause)))

  const valueIn = (key: string, text: string | null) => {
    if (text === null) return undefined
    try {
      const value = JsonValue.parse(JSON.parse(text))
      counters.bytesRead += Buffer.byteLength(text)
      return value
    } catch (err) {
      counters.corrupt += 1
      log.warn({ key, err }, 'what is remembered is no JSON; it counts as forgotten')
      return undefined
    }
  }

  return {
    async set(userId, { contextType, key, value, ttlSeconds }) {
      const text = JSON.stringify(value)
      const bytes = Buffer.byteLength(text)
      if (bytes > limits.valueBytes)
        throw new DomainError(
          'invalid-input',
          `value: ${bytes} bytes as JSON; at most ${limits.valueBytes} are remembered`,
        )
      const keys = memoryKeys(prefix, userId)
      const whole = keys.of(contextType, key)
      const values = [keys.start, keys.member(whole), text, ttlSeconds * 1_000, memoryLimits.longestSeconds * 1_000]
      const end = Number(await asked(() => remember.run(redis, [keys.index, whole], [...values, limits.keys])))
      if (end === 0)
        throw new DomainError('refused', `${limits.keys} keys are remembered, the most there may be: remove some`)
      counters.sets += 1
      counters.bytesWritten += bytes
      return { contextType, key, expiresAt: instant(end) }
    },

    async get(userId, { contextType, key }) {
      const whole = memoryKeys(prefix, userId).of(contextType, key)
      const [text, left] = await asked(() => Promise.all([redis.get(whole), redis.pttl(whole)]))
      const value = valueIn(whole, text)
      // -2: it ended between the two
      if (value === undefined || left === -2) {
        counters.misses += 1
        return { contextType, key, found: false, value: null, expiresAt: null }
      }
      counters.redisHits += 1
      return {
        contextType,
        key,
        found: true,
        value,
        expiresAt: left < 0 ? null : instant(wall().getTime() + left),
      }
    },

    async remove(userId, { contextType, key }) {
      const keys = memoryKeys(prefix, userId)
      const whole = keys.of(contextType, key)
      counters.removes += 1
      return { removed: Number(await asked(() => forget.run(redis, [keys.index, whole], [keys.member(whole)]))) }
    },

    async list(userId, { contextType, namespace }) {
      const keys = memoryKeys(prefix, userId)
      const reply = await asked(() => listing.run(redis, [keys.index], [keys.start]))
      const cells = Array.isArray(reply) ? reply.map(String) : []
      const start = contextType === undefined ? '' : keys.startOf(contextType, namespace)
      return cells
        .flatMap((member, i) =>
          i % 2 === 0 && member.startsWith(start)
            ? [{ ...keys.placeOf(member), expiresAt: instant(Number(cells[i + 1])) }]
            : [],
        )
        .toSorted((a, b) => (`${a.contextType}:${a.key}` < `${b.contextType}:${b.key}` ? -1 : 1))
    },

    async clear(userId, { contextType, namespace }) {
      const keys = memoryKeys(prefix, userId)
      const start = keys.startOf(contextType, namespace)
      counters.removes += 1
      return { removed: Number(await asked(() => forgetAll.run(redis, [keys.index], [keys.start, start]))) }
    },
  }
}
