import { type AnyFamily, type Cache, clear, type Inspected, type Kept, RedisAwayError } from '@fyntrix/cache'
import {
  type CacheExplanation,
  type CacheHealth,
  type CacheKey,
  CacheNamespace,
  type CacheStatistics,
  type CacheValue,
  type CatalogueEntry,
  type Cleared,
  type ClearRequest,
  UnifiedType,
} from '@fyntrix/domain/cache'
import { DomainError } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { memoryName } from '../memory/memory.cache.ts'
import { redisAway } from '../shared/index.ts'
import { catalogue } from './catalogue.ts'
import { explanationOf } from './explanation.ts'
import { generalName, openEnded } from './general.cache.ts'
import type { GeneralCache } from './general.ts'
import { jsonOf } from './json-of.ts'
import { ownKeys } from './own-keys.ts'
import { problemsOf, readRedisInfo } from './redis-info.ts'
import { mergeStatistics } from './statistics.ts'
import type { ProcessSnapshot, StatisticsBoard } from './statistics-board.ts'

/** What people and monitors may know of the cache, and clearing it. All but `keys`, `stats` and `health` throw `unavailable` with Redis away. */
export interface CacheService extends Pick<StatisticsBoard, 'publish' | 'withdraw'> {
  /** Every kind of key. */
  keys(): readonly CatalogueEntry[]
  /** What this process counted, without asking anybody. */
  counted(): ProcessSnapshot
  /** What was counted, in all processes; with Redis away, in this one. */
  stats(): Promise<CacheStatistics>
  /** Never throws: what is wrong is in the answer. */
  health(): Promise<CacheHealth>
  /** Why a reader of a key would get what it gets. Throws `not-found` for another family, `invalid-input` for other parameters. */
  explain(key: CacheKey): Promise<CacheExplanation>
  /** A value as JSON, while it is fresh or stale. Throws as `explain`. */
  get(key: CacheKey): Promise<CacheValue>
  /** Removes a value everywhere; 0 when there was none. Throws as `explain`. */
  invalidate(key: CacheKey): Promise<Cleared>
  /** Removes what the request narrows down, by small steps. Throws `not-found` when it names no family. */
  clear(request: ClearRequest): Promise<Cleared>
}

interface Dependencies {
  readonly cache: Cache
  readonly redis: Redis
  readonly prefix: string
  readonly board: StatisticsBoard
  readonly general: GeneralCache
}

const refused = (error: unknown): never => {
  if (error instanceof RangeError) throw new DomainError('invalid-input', error.message, { cause: error })
  if (error instanceof RedisAwayError) throw redisAway(error)
  if (error instanceof DomainError) throw error
  throw new DomainError('unavailable', 'Redis failed', { cause: error })
}

/** What can be cleared, whatever it is made of. */
interface Clearable {
  readonly name: string
  readonly namespace: string
  /** True for the types of the unified cache, which all have a symbol. */
  readonly unified: boolean
  /** False for what nobody can compute or read again. */
  readonly remade: boolean
  clear(parameters: Readonly<Record<string, string>>): Promise<number>
}

const isMeant = ({ name, namespace, unified, remade }: Clearable, request: ClearRequest): boolean =>
  (remade || request.family !== undefined || request.namespace !== undefined) &&
  (request.family === undefined || request.family === name) &&
  (request.namespace === undefined || request.namespace === namespace) &&
  (request.type === undefined || request.type === name) &&
  (request.symbol === undefined || unified)

/** A namespace that is known and that no family carries, without more that could be wrong. */
const isEmptyNamespace = ({ namespace, ...others }: ClearRequest): boolean =>
  CacheNamespace.safeParse(namespace).success && Object.values(others).every((each) => each === undefined)

/** One key, for whoever has no types. */
export interface Looked extends Pick<Inspected, 'key' | 'value' | 'delete'> {
  explain(): Promise<CacheExplanation>
}

export const createCacheService = ({ cache, redis, prefix, board, general }: Dependencies): CacheService => {
  const familyOf = (name: string): AnyFamily => {
    const family = cache.families.find(({ spec }) => spec.name === name)
    if (family) return family
    const names = [...cache.families.map(({ spec }) => spec.name), generalName].join(', ')
    throw new DomainError('not-found', `there is no family ${name}; there are ${names}`)
  }

  const inspected = ({ family, parameters }: CacheKey): Looked => {
    try {
      if (family === generalName) return general.inspect(parameters)
      const one = familyOf(family).inspect(parameters)
      return { ...one, explain: async () => explanationOf(await one.explain()) }
    } catch (error) {
      return refused(error)
    }
  }

  const plain = catalogue().filter(({ kind }) => kind === 'projection' || kind === 'ephemeral')
  const patterns = plain.map(({ pattern }) => pattern)

  const clearables = (): readonly Clearable[] => [
    ...plain.map(({ name, namespace, pattern }) => ({
      name,
      namespace,
      unified: false,
      remade: name !== memoryName,
      // its version stays, so that no late writer brings back what was before
      clear: async (parameters: Readonly<Record<string, string>>) =>
        (await clear(redis, ownKeys(pattern, parameters, { prefix, patterns, openEnd: openEnded.includes(name) })))
          .removed,
    })),
    ...cache.families.map((family) => ({
      name: family.spec.name,
      namespace: family.spec.namespace,
      unified: UnifiedType.safeParse(family.spec.name).success,
      remade: true,
      clear: (parameters: Readonly<Record<string, string>>) => family.clear(parameters),
    })),
  ]

  const keptOf = async (): Promise<ReadonlyMap<string, Kept>> => {
    const all = await Promise.all(
      cache.families.map(async (family) => [family.spec.name, await family.kept().catch(() => undefined)] as const),
    )
    return new Map(all.flatMap(([name, kept]) => (kept ? [[name, kept]] : [])))
  }

  return {
    keys: catalogue,
    counted: () => board.own(),
    publish: () => board.publish(),
    withdraw: () => board.withdraw(),
    async stats() {
      const [processes, kept] = await Promise.all([board.read().catch(() => [board.own()]), keptOf()])
      return mergeStatistics(processes, kept, catalogue())
    },
    async health() {
      const started = performance.now()
      try {
        await redis.ping()
        const latencyMs = Math.round((performance.now() - started) * 100) / 100
        const facts = await readRedisInfo(redis)
        const problems = [
          ...problemsOf(facts),
          ...(cache.coherent ? [] : ['invalidations are not heard: each read asks Redis until they are']),
        ]
        const status = problems.length > 0 ? 'degraded' : 'up'
        return { status, problems, latencyMs, coherent: cache.coherent, redis: facts }
      } catch {
        const problems = ['Redis does not answer: values are computed instead of read']
        return { status: 'down', problems, latencyMs: null, coherent: false, redis: null }
      }
    },
    explain: async (key) => inspected(key).explain().catch(refused),
    async get(asked) {
      const one = inspected(asked)
      const found = await one.value().catch(refused)
      return { key: one.key, found: found !== undefined, value: jsonOf(found) }
    },
    async invalidate(key) {
      const removed = (await inspected(key).delete().catch(refused)) ? 1 : 0
      return { removed, families: [{ name: key.family, removed }] }
    },
    async clear(request) {
      const { symbol, parameters = {} } = request
      const meant = clearables().filter((each) => isMeant(each, request))
      if (meant.length === 0 && !isEmptyNamespace(request)) {
        const names = clearables().map(({ name }) => name)
        throw new DomainError('not-found', `no family is meant; there are ${names.join(', ')}`)
      }
      const families: Cleared['families'] = []
      for (const each of meant) {
        const given = each.unified && symbol !== undefined ? { ...parameters, symbol } : parameters
        families.push({ name: each.name, removed: await each.clear(given).catch(refused) })
      }
      return { removed: families.reduce((total, { removed }) => total + removed, 0), families }
    },
  }
}
