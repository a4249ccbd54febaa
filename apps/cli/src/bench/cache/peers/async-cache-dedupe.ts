import { createCache } from 'async-cache-dedupe'
import { Redis } from 'ioredis'
import { capacity, lifetime, type Peer, type PeerOptions } from './peer.ts'

const redisOf = ({ redis, levels, deadline }: PeerOptions): Redis | undefined =>
  levels === 'process'
    ? undefined
    : new Redis({ ...redis, ...(deadline !== undefined && { commandTimeout: deadline }) }).on('error', () => undefined)

export const asyncCacheDedupe: Peer = {
  name: 'async-cache-dedupe',
  packages: ['async-cache-dedupe', 'ioredis'],
  configured: 'one store for a function: its memory storage in the process, its redis storage elsewhere; define',
  lacks: ['two levels', 'one load across processes', 'coherence across processes', 'reads of many keys', 'versions'],
  levels: ['process', 'redis'],
  tags: false,
  async open(options) {
    const client = redisOf(options)
    const cache = createCache({
      ttl: lifetime / 1_000,
      storage: client ? { type: 'redis', options: { client } } : { type: 'memory', options: { size: capacity } },
    })
    const { prefix, load } = options
    const defined = cache.define('value', { serialize: (key: string) => prefix + key }, (key: string) => load(key))
    return {
      getOrLoad: (key) => defined.value(key),
      set: (key, value) => cache.set('value', `value~${prefix}${key}`, value, lifetime / 1_000),
      async [Symbol.asyncDispose]() {
        client?.disconnect()
      },
    }
  },
}
