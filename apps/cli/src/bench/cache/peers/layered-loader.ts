import { Redis } from 'ioredis'
import { createNotificationPair, Loader, RedisCache } from 'layered-loader'
import { capacity, lifetime, type Peer } from './peer.ts'

const keyOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'key' in value ? String(value.key) : ''

export const layeredLoader: Peer = {
  name: 'layered-loader',
  packages: ['layered-loader', 'ioredis'],
  configured: 'in-memory LRU map + RedisCache (JSON) + notification pair over Redis; Loader.get',
  lacks: [
    'one load across processes',
    'tags',
    'versions',
    'what a lost subscription did not tell',
    'stale values when loading fails',
  ],
  levels: ['both', 'process', 'redis'],
  tags: false,
  async open({ redis, levels, prefix, load, deadline }) {
    const clients: Redis[] = []
    const client = () => {
      const made = new Redis({ ...redis, ...(deadline !== undefined && { commandTimeout: deadline }) })
      clients.push(made.on('error', () => undefined))
      return made
    }
    const { publisher, consumer } =
      levels === 'both'
        ? createNotificationPair<unknown>({
            channel: `${prefix}notices`,
            publisherRedis: client(),
            consumerRedis: client(),
            errorHandler: () => undefined,
          })
        : {}
    const loader = new Loader<unknown>({
      inMemoryCache: levels === 'redis' ? false : { cacheType: 'lru-map', ttlInMsecs: lifetime, maxItems: capacity },
      // its reads of many keys find out by this which value belongs to which key
      cacheKeyFromValueResolver: keyOf,
      dataSourceGetOneFn: load,
      dataSourceGetManyFn: (keys) => Promise.all(keys.map(load)),
      // failures are told apart from misses by the caller here
      cacheUpdateErrorHandler: () => undefined,
      loadErrorHandler: () => undefined,
      ...(levels !== 'process' && {
        asyncCache: new RedisCache<unknown>(client(), { json: true, ttlInMsecs: lifetime, prefix }),
      }),
      ...(publisher && consumer && { notificationPublisher: publisher, notificationConsumer: consumer }),
    })
    await loader.init()
    return {
      getOrLoad: (key) => loader.get(key),
      set: (key, value) => loader.forceSetValue(key, value),
      peek: (key) => loader.getInMemoryOnly(key),
      getMany: (keys) => loader.getMany([...keys]),
      async [Symbol.asyncDispose]() {
        for (const each of clients) each.disconnect()
      },
    }
  },
}
