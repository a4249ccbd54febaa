import { defineFamily, json } from '@fyntrix/cache'
import { z } from 'zod'
import { coherent, openCache, unchecked } from '../cache/ours.ts'
import type { StoreKind } from './store.ts'

const kind = (name: string, local: boolean, configured: string): StoreKind => ({
  name,
  configured,
  async open({ redisUrl }) {
    const own = await openCache(redisUrl, { prefix: local ? 'both:' : 'redis:' })
    const family = own.cache.family(
      defineFamily({
        name: 'bench',
        description: 'values of the benchmark',
        key: 'bench:{key}',
        parameters: { key: z.string() },
        codec: json(unchecked),
        fresh: '1h',
        local,
      }),
    )
    await coherent(own.cache)
    return {
      read: (key) => family.get([key]),
      write: (key, value) => family.set([key], value),
      [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
    }
  },
})

export const fyntrixRedis = kind(
  'fyntrix, Redis only',
  false,
  'this project’s cache without its level in the process; JSON',
)

export const fyntrix = kind('fyntrix', true, 'this project’s cache with both levels; JSON, immutable where it is held')
