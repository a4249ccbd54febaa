import { Cacheable } from 'cacheable'
import { keyvOnRedis } from './keyv-redis.ts'
import { lifetime, type Peer, type PeerOptions } from './peer.ts'

const stores = (options: PeerOptions) => {
  if (options.levels === 'process') return {}
  const redis = keyvOnRedis(options)
  return options.levels === 'redis' ? { primary: redis } : { secondary: redis }
}

export const cacheable: Peer = {
  name: 'cacheable',
  packages: ['cacheable', '@keyv/redis', 'keyv'],
  configured:
    'its own memory store + @keyv/redis; getOrSet; `tags: true` where tags are measured; without its sync bus',
  lacks: [
    'one load across processes',
    'coherence across processes (without its bus)',
    'the same object twice: hits are clones',
    'versions',
  ],
  levels: ['both', 'process', 'redis'],
  tags: true,
  async open(options) {
    const { load, tags } = options
    const cache = new Cacheable({ ...stores(options), ttl: lifetime, tags: tags !== undefined })
    cache.on('error', () => undefined)
    const given = tags === undefined ? {} : { tags: [...tags] }
    return {
      getOrLoad: (key) => cache.getOrSet(key, () => load(key)),
      set: (key, value) => cache.set(key, value, given),
      getMany: (keys) => cache.getMany([...keys]),
      [Symbol.asyncDispose]: () => cache.disconnect(),
    }
  },
}
