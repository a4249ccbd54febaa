import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { Cache, type CacheOptions } from '../cache.ts'
import { connect, ready } from '../connection.ts'
import type { CacheEvent } from '../family/context.ts'
import type { RedisClient } from '../script.ts'
import type { SessionClock } from '../session-clock.ts'

/** A market that never opens: for families whose freshness does not depend on it. */
export const closedMarket: SessionClock = {
  isOpen: () => false,
  nextOpen: () => Number.POSITIVE_INFINITY,
  nextClose: () => Number.POSITIVE_INFINITY,
}

/** A cache as one process has it, with its connection and what it reported. */
export interface TestCache {
  readonly cache: Cache
  readonly client: RedisClient
  readonly events: CacheEvent[]
  readonly instance: string
}

/** Opens a cache on a connection of its own, as another process would, and closes both with the test. Resolves once it hears invalidations. */
export const testCache = async (url: string, options: Partial<CacheOptions> = {}): Promise<TestCache> => {
  const client = connect({ url, name: 'test', commandTimeout: 10_000, onError: () => undefined })
  if (!(await ready(client, 10_000))) throw new Error('the Redis of the test does not answer')
  return cacheOn(client, options)
}

/** The same on a connection that the test made. */
export const cacheOn = async (client: RedisClient, options: Partial<CacheOptions> = {}): Promise<TestCache> => {
  const instance = options.instance ?? randomUUID().slice(0, 8)
  const events: CacheEvent[] = []
  const cache = new Cache({
    client,
    clock: { monotonic: () => performance.now(), wall: () => Date.now() },
    random: Math.random,
    token: randomUUID,
    sessionClock: closedMarket,
    // a machine that is busy with other tests is slow, not away
    deadline: 5_000,
    onEvent: (event) => events.push(event),
    ...options,
    instance,
  })
  onTestFinished(async () => {
    await cache.drain()
    cache.close()
    client.disconnect()
  })
  await coherent(cache)
  return { cache, client, events, instance }
}

/** Resolves when the cache hears invalidations. */
export const coherent = async (cache: Cache): Promise<void> => {
  // families declared just now are asked for in a microtask
  await Promise.resolve()
  while (!cache.coherent) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** Clocks that run on from now, and that a test can push forward. */
export const pushedClock = () => {
  let ahead = 0
  return {
    monotonic: () => performance.now() + ahead,
    wall: () => Date.now() + ahead,
    push: (ms: number) => {
      ahead += ms
    },
  }
}
