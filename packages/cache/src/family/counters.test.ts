import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { defineFamily } from '../definition/definition.ts'
import { coherent, pushedClock, type TestCache, testCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'

test('the counters of a family say what happened, in each process for itself', async () => {
  const prefix = `t:${randomUUID()}:`
  const clock = pushedClock()
  const definition = defineFamily({
    name: 'numbers',
    description: 'numbers',
    key: 'number:{name}',
    parameters: { name: z.string() },
    codec: json(z.number()),
    fresh: '1m',
    stale: '10m',
    load: async ({ name }) => {
      if (name === 'bad') throw new Error('no such number')
      return name.length
    },
  })
  const opened = async () => {
    const one = await testCache(inject('redisUrl'), { prefix, clock, heartbeat: 3_600_000 })
    const numbers = one.cache.family(definition)
    await coherent(one.cache)
    return { ...one, numbers }
  }
  const believed = async ({ cache }: TestCache) => {
    await cache.settle()
    await cache.drain()
  }
  const [a, b] = [await opened(), await opened()]

  // a miss that is loaded, then a hit in the process
  await a.numbers.getOrLoad(['A'])
  await believed(a)
  await a.numbers.getOrLoad(['A'])
  expect(a.numbers.counters).toMatchObject({ misses: 1, loads: 1, processHits: 1, redisHits: 0, sets: 0, removes: 0 })
  // elsewhere a hit in Redis, then one in that process
  await b.numbers.get(['A'])
  await b.numbers.get(['A'])
  b.numbers.peek(['A'])
  expect(b.numbers.counters).toMatchObject({ misses: 0, loads: 0, processHits: 2, redisHits: 1 })
  // a miss that nobody loads, a failure, writes
  await a.numbers.get(['B'])
  await expect(a.numbers.getOrLoad(['bad'])).rejects.toThrow('no such number')
  await a.numbers.set(['B'], 1)
  await a.numbers.delete(['B'])
  expect(a.numbers.counters).toMatchObject({ misses: 3, loads: 2, loadErrors: 1, sets: 1, removes: 1, corrupt: 0 })
  // damage is a miss
  await a.client.set(a.numbers.key(['C']), 'damaged')
  await a.cache.settle()
  await a.numbers.get(['C'])
  expect(a.numbers.counters).toMatchObject({ misses: 4, corrupt: 1 })
  // what is stale is served, and refreshed
  clock.push(90_000)
  await a.numbers.getOrLoad(['A'])
  await a.cache.drain()
  expect(a.numbers.counters).toMatchObject({ staleHits: 1, loads: 3, loadErrors: 1, away: 0, fallbacks: 0, refused: 0 })
  const { bytesWritten, bytesRead, redisLatency, loadLatency } = a.numbers.counters
  expect(bytesWritten).toBeGreaterThan(0)
  expect(bytesRead).toBeGreaterThan(0)
  expect(redisLatency.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  expect(loadLatency.reduce((sum, count) => sum + count, 0)).toBe(2)
  // somebody else's write is an invalidation
  const before = b.numbers.counters.invalidations
  await a.numbers.set(['A'], 2)
  await b.cache.settle()
  expect(b.numbers.counters.invalidations).toBeGreaterThan(before)
})
