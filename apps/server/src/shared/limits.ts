import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { RateLimitedError } from './errors.ts'

export interface LimitSettings {
  readonly redis: Redis
  /** Goes before every key in Redis. */
  readonly prefix: string
  /** Points that a key may spend in a minute; a call costs what its procedure says. */
  readonly callsPerMinute: number
  /** Attempts with a wrong key that an address may make in a minute. */
  readonly failedKeysPerMinute: number
}

/** How much callers may ask of us. Counts are shared through Redis; while it is away each process counts for itself, and allows half. */
export interface Limits {
  /** Takes the cost of a call from what the key has left. Throws `rate-limited`. */
  spend(keyId: string, cost: number): Promise<void>
  /** Throws `rate-limited` when the address tried too many wrong keys, unless this key was right not long ago. */
  checkAddress(address: string, key: string): Promise<void>
  /** Remembers that the key was right. It grants nothing: the key is looked up all the same. */
  noteSuccess(key: string): void
  /** Counts a wrong key. Throws `rate-limited` when it was one too many. */
  noteFailure(address: string): Promise<void>
}

const minute = 60
const rememberedKeys = 1_000

const limiter = ({ redis, prefix }: LimitSettings, name: string, points: number): RateLimiterRedis => {
  const options = { keyPrefix: `${prefix}fx:limit:${name}`, points, duration: minute }
  const local = new RateLimiterMemory({ ...options, points: Math.max(1, Math.floor(points / 2)) })
  return new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: local })
}

const refuse = (what: string, { msBeforeNext }: RateLimiterRes): never => {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
  throw new RateLimitedError(`${what}: wait ${seconds} s`, seconds)
}

const consume = async (from: RateLimiterRedis, key: string, points: number, what: string): Promise<void> => {
  try {
    await from.consume(key, points)
  } catch (cause) {
    // the library rejects with a result, not an error, when the points are used up
    if (cause instanceof RateLimiterRes) refuse(what, cause)
    throw cause
  }
}

export const createLimits = (settings: LimitSettings): Limits => {
  const calls = limiter(settings, 'calls', settings.callsPerMinute)
  const failures = limiter(settings, 'failed-keys', settings.failedKeysPerMinute)
  const tooManyFailures = 'too many wrong API keys from this address'
  // hashes only, oldest out first: many clients share an address, and one that guesses must not lock the others out
  const right = new Set<string>()
  const fingerprint = (key: string): string => createHash('sha256').update(key).digest('base64')

  return {
    spend: (keyId, cost) => consume(calls, keyId, cost, 'too many calls with this API key'),
    async checkAddress(address, key) {
      if (right.has(fingerprint(key))) return
      const state = await failures.get(address)
      if (state !== null && state.consumedPoints > failures.points) refuse(tooManyFailures, state)
    },
    noteSuccess(key) {
      const print = fingerprint(key)
      right.delete(print)
      right.add(print)
      const oldest = right.values().next()
      if (right.size > rememberedKeys && !oldest.done) right.delete(oldest.value)
    },
    noteFailure: (address) => consume(failures, address, 1, tooManyFailures),
  }
}
