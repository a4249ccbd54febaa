import { defineScript, marketHours, type SessionClock } from '@fyntrix/cache'
import { DomainError, JsonValue, type Now } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { type Log, redisAway } from '../shared/index.ts'
import type { Looked } from './cache.service.ts'
import { generalKeys, generalName } from './general.cache.ts'
import type { Tally } from './tally.ts'

const day = 86_400
const defaultSeconds = 60
/** Most bytes of one value, as JSON. */
export const generalLimit = 1024 * 1024

/** How long a value is good for. */
export const GeneralOptions = z.strictObject({
  /** Whole seconds, up to 7 days: what is a fraction is refused, as Redis would. */
  ttlSeconds: z
    .int()
    .min(1)
    .max(7 * day)
    .default(defaultSeconds),
  /** Four times as long while the market is closed, and never past its next opening. */
  marketHours: z.boolean().default(false),
  /** Keeps a copy for a day, which is served, labelled, after the value has gone. */
  persist: z.boolean().default(false),
})
export type GeneralOptions = z.input<typeof GeneralOptions>

/** What a reader gets. `persisted`: the value is over, this is its copy. `away`: Redis does not answer, so nobody knows. */
export type GeneralReading =
  | { readonly state: 'fresh' | 'persisted'; readonly value: JsonValue }
  | { readonly state: 'absent' | 'away'; readonly value: undefined }

/** Something that another system kept under a name, as a value or as the copy that outlives it. */
export interface AdoptedGeneral {
  readonly as: 'value' | 'copy'
  readonly value: JsonValue
  /** Milliseconds that it may live still. */
  readonly lifetimeMs: number
  /** What the other system has in the other of the two places. */
  readonly beside: JsonValue | undefined
}

/** What lies in one of the two places of a name; `lifetimeMs` is null for what never ends. */
export interface GeneralLook {
  readonly value: JsonValue
  readonly lifetimeMs: number | null
}

/**
 * Anything that a caller can compute again, as plain JSON under names of its own. Nothing of it is kept in a process: what one removes or replaces is
 * removed or replaced for all, from the next read on. All throw `invalid-input` for a name that can be no key.
 */
export interface GeneralCache {
  /** Never throws because of Redis. */
  get(name: string): Promise<GeneralReading>
  /**
   * Stores a value; a copy of an earlier one goes, so that it never comes back in its place. Throws `invalid-input` for options that are none and for a value
   * that is too large, `unavailable` with Redis away: it may have been stored all the same.
   */
  set(name: string, value: JsonValue, options?: GeneralOptions): Promise<void>
  /**
   * Stores what another system kept, for as long as it had to live there. False, and nothing is stored, where something is in its place, or something else than
   * `beside` in the other one: what is here is never replaced, nor shadowed by what may be older. Throws as `set`.
   */
  adopt(name: string, adopted: AdoptedGeneral): Promise<boolean>
  /** What lies in both places. Throws `unavailable` with Redis away. */
  look(name: string): Promise<{ readonly [Place in AdoptedGeneral['as']]: GeneralLook | undefined }>
  /** Removes a value and its copy; true when there was one. Throws `unavailable` with Redis away. */
  delete(name: string): Promise<boolean>
  /** One key for an inspector. Throws as `get`. */
  inspect(parameters: Readonly<Record<string, string>>): Looked
}

interface Dependencies {
  readonly redis: Redis
  readonly prefix: string
  readonly sessionClock: SessionClock
  readonly wall: Now
  readonly log: Log
  readonly tally: Tally
}

/** KEYS[1] the place, KEYS[2] the other one · ARGV[1] what to store, ARGV[2] its lifetime in ms, ARGV[3] what may lie in the other one ('': nothing). */
const adoptIfFree = defineScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local other = redis.call('GET', KEYS[2])
if other and other ~= ARGV[3] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`)

const invalid = (message: string, cause?: unknown) => new DomainError('invalid-input', message, { cause })

export const createGeneralCache = (deps: Dependencies): GeneralCache => {
  const { redis, sessionClock, wall, log, tally } = deps
  const { counters } = tally
  const keys = generalKeys(deps.prefix)

  const placeOf = (name: string) => {
    if (name.length > 512 || !name.isWellFormed()) throw invalid('a name has up to 512 characters of well-formed text')
    try {
      return keys.of(name)
    } catch (cause) {
      throw invalid(`"${name}" can be no name: it is empty, or ends in :persist`, cause)
    }
  }

  const lifetimeOf = ({ ttlSeconds, marketHours: aware }: z.output<typeof GeneralOptions>): number => {
    if (!aware) return ttlSeconds * 1_000
    const at = wall().getTime()
    const rule = marketHours({ open: ttlSeconds * 1_000, closedFactor: 4 })
    const until = rule({ at, clock: sessionClock, random: () => 0, parameters: {} })
    return Math.max(1, Math.floor(until - at))
  }

  const jsonIn = (key: string, text: string | null): JsonValue | undefined => {
    if (text === null) return undefined
    try {
      const value = JsonValue.parse(JSON.parse(text))
      counters.bytesRead += Buffer.byteLength(text)
      return value
    } catch (err) {
      counters.corrupt += 1
      log.warn({ key, err }, 'a plain value is no JSON; it counts as absent')
      return undefined
    }
  }

  const get = async (name: string): Promise<GeneralReading> => {
    const [key, copy] = placeOf(name)
    let texts: (string | null)[]
    try {
      texts = await tally.timed(() => redis.mget(key, copy))
    } catch (err) {
      counters.misses += 1
      log.warn({ key, err }, 'a plain value could not be read from Redis; it counts as absent')
      return { state: 'away', value: undefined }
    }
    const value = jsonIn(key, texts[0] ?? null)
    const persisted = value === undefined ? jsonIn(copy, texts[1] ?? null) : undefined
    const found = value === undefined ? persisted : value
    if (found === undefined) {
      counters.misses += 1
      return { state: 'absent', value: undefined }
    }
    counters.redisHits += 1
    if (value === undefined) counters.staleHits += 1
    return { state: value === undefined ? 'persisted' : 'fresh', value: found }
  }

  const textOf = (value: JsonValue): string => {
    const text = JSON.stringify(value)
    const bytes = Buffer.byteLength(text)
    if (bytes > generalLimit) throw invalid(`the value has ${bytes} bytes as JSON; ${generalLimit} are allowed`)
    return text
  }

  /** Without counting: nobody was served. */
  const lookAt = async (key: string): Promise<GeneralLook | undefined> => {
    const [text, ttl] = await Promise.all([redis.get(key), redis.pttl(key)])
    const value = jsonIn(key, text)
    return value === undefined ? undefined : { value, lifetimeMs: ttl < 0 ? null : ttl }
  }

  const remove = async (name: string): Promise<boolean> => {
    const places = placeOf(name)
    counters.removes += 1
    const removed = await tally
      .timed(() => redis.unlink(...places))
      .catch((cause: unknown) => Promise.reject(redisAway(cause)))
    return removed > 0
  }

  return {
    get,
    delete: remove,
    async set(name, value, options = {}) {
      const [key, copy] = placeOf(name)
      const parsed = GeneralOptions.safeParse(options)
      if (!parsed.success) throw invalid(z.prettifyError(parsed.error))
      const text = textOf(value)
      const lifetime = lifetimeOf(parsed.data)
      const both = redis.multi().set(key, text, 'PX', lifetime)
      if (parsed.data.persist) both.set(copy, text, 'PX', Math.max(lifetime, day * 1_000))
      else both.unlink(copy)
      await tally
        .timed(async () => {
          for (const [error] of (await both.exec()) ?? []) if (error) throw error
        })
        .catch((cause: unknown) => Promise.reject(redisAway(cause)))
      counters.sets += 1
      counters.bytesWritten += Buffer.byteLength(text)
    },
    async adopt(name, { as, value, lifetimeMs, beside }) {
      const places = placeOf(name)
      const text = textOf(value)
      if (!Number.isSafeInteger(lifetimeMs) || lifetimeMs < 1)
        throw invalid('a lifetime is whole milliseconds, at least 1')
      const args = [text, lifetimeMs, beside === undefined ? '' : JSON.stringify(beside)]
      const reply = await tally
        .timed(() => adoptIfFree.run(redis, as === 'value' ? places : places.toReversed(), args))
        .catch((cause: unknown) => Promise.reject(redisAway(cause)))
      if (reply !== 1) return false
      counters.sets += 1
      counters.bytesWritten += Buffer.byteLength(text)
      return true
    },
    async look(name) {
      const [key, copy] = placeOf(name)
      const both = Promise.all([lookAt(key), lookAt(copy)])
      const [value, kept] = await both.catch((cause: unknown) => Promise.reject(redisAway(cause)))
      return { value, copy: kept }
    },
    inspect({ key: name = '', ...others }) {
      const [stranger] = Object.keys(others)
      if (stranger !== undefined) throw invalid(`${generalName} has no parameter ${stranger}`)
      const [key] = placeOf(name)
      return {
        key,
        value: async () => {
          const { state, value } = await get(name)
          if (state === 'away') throw redisAway(undefined)
          return value
        },
        delete: () => remove(name),
        explain: async () => {
          const { state } = await get(name)
          if (state === 'away') throw redisAway(undefined)
          const redis = state === 'absent' ? 'absent' : 'value'
          return {
            family: generalName,
            key,
            now: wall().toISOString(),
            process: null,
            redis,
            stored: null,
            lease: null,
          }
        },
      }
    },
  }
}
