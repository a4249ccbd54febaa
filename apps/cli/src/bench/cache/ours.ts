import { randomUUID } from 'node:crypto'
import {
  Cache,
  type CacheOptions,
  connect,
  defineFamily,
  json,
  type RedisClient,
  ready,
  type SessionClock,
  type StandardSchema,
} from '@fyntrix/cache'
import { Redis } from 'ioredis'
import { z } from 'zod'
import type { OpenPeer, PeerOptions } from './peers/peer.ts'

const closed: SessionClock = {
  isOpen: () => false,
  nextOpen: () => Number.POSITIVE_INFINITY,
  nextClose: () => Number.POSITIVE_INFINITY,
}

/** Takes every value as it is, so that only the cache is measured. */
export const unchecked: StandardSchema<unknown> = {
  '~standard': { version: 1, vendor: 'bench', validate: (value) => ({ value }) },
}

/** This project's cache on a connection of its own. */
export interface OwnCache extends AsyncDisposable {
  readonly cache: Cache
  readonly client: RedisClient
}

/**
 * Opens the cache with the settings that services use, but for a longer deadline: on a busy machine the benchmark must not take its own process for
 * an outage. Declare the families, then wait for `coherent`.
 */
export const openCache = async (url: string, options: Partial<CacheOptions> = {}): Promise<OwnCache> => {
  const client = connect({ url, name: 'fyntrix-bench', commandTimeout: 10_000, onError: () => undefined })
  if (!(await ready(client, 10_000))) throw new Error('the Redis of the benchmark does not answer')
  const cache = new Cache({
    client,
    instance: randomUUID().slice(0, 8),
    clock: { monotonic: () => performance.now(), wall: () => Date.now() },
    random: Math.random,
    token: randomUUID,
    sessionClock: closed,
    deadline: 5_000,
    ...options,
  })
  return {
    cache,
    client,
    async [Symbol.asyncDispose]() {
      await cache.drain()
      cache.close()
      client.disconnect()
    },
  }
}

/** Resolves when invalidations arrive for the families declared so far. */
export const coherent = async (cache: Cache): Promise<void> => {
  await Promise.resolve()
  while (!cache.coherent) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** The cache by what it has in common with its peers. */
export const openOurs = async ({ redis, levels, prefix, load, deadline }: PeerOptions): Promise<OpenPeer> => {
  const url = `redis://:${encodeURIComponent(redis.password)}@${redis.host}:${redis.port}/0`
  const own = await openCache(url, { prefix, ...(deadline !== undefined && { deadline }) })
  const family = own.cache.family(
    defineFamily({
      name: 'bench',
      description: 'values of the benchmark',
      key: 'bench:{key}',
      parameters: { key: z.string() },
      codec: json(unchecked),
      fresh: '1h',
      local: levels !== 'redis',
      load: ({ key }) => load(key),
    }),
  )
  await coherent(own.cache)
  return {
    getOrLoad: (key) => family.getOrLoad([key]),
    set: (key, value) => family.set([key], value),
    peek: (key) => family.peek([key]),
    getMany: (keys) => family.getMany(keys.map((key) => [key] as const)),
    recovered: () => own.cache.available && own.cache.coherent,
    [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
  }
}

/** A client without any settings, for floors. It is closed with the scope. */
export const bareClient = (scope: AsyncDisposableStack, { redis }: Pick<PeerOptions, 'redis'>): Redis => {
  const client = new Redis({ ...redis })
  scope.defer(() => client.disconnect())
  return client
}
