import { registerHooks } from 'node:module'
import { capacity, lifetime, type OpenPeer, type Peer, type PeerOptions } from './peer.ts'

let redirected = false

/** Hands ioredis 5 to bentocache and its bus: it is their peer, and they would find the 6 of this project. */
const redirect = () => {
  if (redirected) return
  redirected = true
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'ioredis' && /\/(bentocache|@boringnode\/bus)\//.test(context.parentURL ?? '')
        ? next('ioredis5', { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  })
}

const open = async (options: PeerOptions, serialize: boolean): Promise<OpenPeer> => {
  redirect()
  const { BentoCache, bentostore } = await import('bentocache')
  const { memoryDriver } = await import('bentocache/drivers/memory')
  const { redisBusDriver, redisDriver } = await import('bentocache/drivers/redis')
  const { levels, prefix, load, tags, deadline } = options
  const connection = { ...options.redis, ...(deadline !== undefined && { commandTimeout: deadline }) }
  const store = bentostore({ prefix, ttl: lifetime, ...(deadline !== undefined && { l2CircuitBreakerDuration: 250 }) })
  if (levels !== 'redis') store.useL1Layer(memoryDriver({ maxItems: capacity, serialize }))
  if (levels !== 'process') store.useL2Layer(redisDriver({ connection }))
  if (levels === 'both') store.useBus(redisBusDriver({ connection }))
  const cache = new BentoCache({ default: 'bench', stores: { bench: store } })
  const given = tags === undefined ? {} : { tags: [...tags] }
  return {
    getOrLoad: (key) => cache.getOrSet({ key, factory: () => load(key), ...given }),
    set: (key, value) => cache.set({ key, value }),
    [Symbol.asyncDispose]: () => cache.disconnectAll(),
  }
}

const peer: Peer = {
  name: 'bentocache',
  packages: ['bentocache', 'ioredis5'],
  configured: 'memory driver (its default: values as JSON text) + redis driver + redis bus; getOrSet',
  lacks: ['one load across processes', 'a value for a read over many keys', 'versions', 'what a lost bus did not tell'],
  levels: ['both', 'process', 'redis'],
  tags: true,
  open: (options) => open(options, true),
}

export const bentocache: readonly Peer[] = [
  peer,
  {
    ...peer,
    name: 'bentocache, not serialized',
    configured: 'the same with `serialize: false`: callers share one mutable object',
    levels: ['process'],
    open: (options) => open(options, false),
  },
]
