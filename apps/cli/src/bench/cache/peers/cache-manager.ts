import { createCache } from 'cache-manager'
import { CacheableMemory } from 'cacheable'
import { Keyv } from 'keyv'
import { keyvOnRedis } from './keyv-redis.ts'
import { capacity, lifetime, type Peer } from './peer.ts'

export const cacheManager: Peer = {
  name: 'cache-manager',
  packages: ['cache-manager', 'keyv', '@keyv/redis'],
  configured: 'stores: Keyv on CacheableMemory (as its README shows) + @keyv/redis; wrap',
  lacks: [
    'one load across processes',
    'coherence across processes',
    'the same object twice: hits are parsed anew',
    'tags',
    'versions',
  ],
  levels: ['both', 'process', 'redis'],
  tags: false,
  async open(options) {
    const { levels, load } = options
    const memory =
      levels === 'redis' ? [] : [new Keyv({ store: new CacheableMemory({ ttl: lifetime, lruSize: capacity }) })]
    const redis = levels === 'process' ? [] : [keyvOnRedis(options)]
    const cache = createCache({ stores: [...memory, ...redis], ttl: lifetime })
    return {
      getOrLoad: (key) => cache.wrap(key, () => load(key)),
      set: (key, value) => cache.set(key, value),
      getMany: (keys) => cache.mget([...keys]),
      [Symbol.asyncDispose]: () => cache.disconnect(),
    }
  },
}
