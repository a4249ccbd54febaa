import { randomUUID } from 'node:crypto'
import { describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import type { CacheOptions } from '../cache.ts'
import { defineFamily } from '../definition/definition.ts'
import type { Duration } from '../lifetimes.ts'
import { coherent, pushedClock, testCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'
import { chosenEarly, entryOf } from './entry.ts'

interface Setting {
  readonly soft?: Duration
  readonly load?: () => Promise<number>
  readonly options?: Partial<CacheOptions>
}

/** A process with a family whose values are fresh for a minute and then stale for ten. The clock stays where a test pushes it. */
const opened = async ({ soft = 0, load, options = {} }: Setting) => {
  const defaults = { prefix: `t:${randomUUID()}:`, heartbeat: 3_600_000 }
  const { cache } = await testCache(inject('redisUrl'), { ...defaults, ...options })
  const numbers = cache.family(
    defineFamily({
      name: 'numbers',
      description: 'numbers',
      key: 'number:{name}',
      parameters: { name: z.string() },
      codec: json(z.number()),
      fresh: '1m',
      stale: '10m',
      soft,
      ...(load && { load }),
    }),
  )
  await coherent(cache)
  return { cache, numbers }
}

/** Resolves when what a process wrote itself is believed. */
const believed = async ({ cache }: Awaited<ReturnType<typeof opened>>) => {
  await cache.settle()
  await cache.drain()
}

describe('early refresh', () => {
  const entry = ({ cost, fresh }: { readonly cost: number; readonly fresh: number }) => {
    const times = { loadedAt: 0, freshUntil: fresh, staleUntil: fresh, holdUntil: fresh, cost }
    const meta = { ...times, version: 1, tagEpochs: [], etag: '', writer: '' }
    return entryOf('a', 1, meta, { bytes: 1, trust: 1, tags: [], clock: { toMonotonic: (instant) => instant } })
  }
  const share = (cost: number, left: number) => {
    const draws = Array.from({ length: 10_000 }, (_, i) => i / 10_000)
    const one = entry({ cost, fresh: 100_000 })
    return draws.filter((draw) => chosenEarly(one, 100_000 - left, () => draw)).length / draws.length
  }

  test('chooses a reader with the probability exp(-time left / cost)', () => {
    for (const left of [100, 500, 1_000, 3_000, 9_000]) {
      expect(share(1_000, left)).toBeCloseTo(Math.exp(-left / 1_000), 3)
    }
    expect(share(1_000, 0)).toBe(1)
  })

  test('chooses nobody before ten costs from the end, in the first half, or where loading costs nothing', () => {
    expect(share(1_000, 10_001)).toBe(0)
    expect(share(1_000_000, 50_001)).toBe(0)
    expect(share(0, 1)).toBe(0)
  })

  test('serves the value at once and loads behind the caller', async () => {
    const clock = pushedClock()
    let loads = 0
    const load = async () => {
      loads += 1
      // what it costs
      clock.push(5_000)
      return loads
    }
    const a = await opened({ load, options: { clock, random: () => 0.999 } })
    await a.numbers.getOrLoad(['A'])
    await believed(a)
    clock.push(50_000)
    expect(await a.numbers.read(['A'])).toMatchObject({ value: 1, state: 'fresh', level: 'process' })
    await a.cache.drain()
    expect(loads).toBe(2)
    await believed(a)
    expect(a.numbers.peek(['A'])).toBe(2)
  })

  test('looks in Redis first: what another process has refreshed is not loaded again', async () => {
    const clock = pushedClock()
    let loads = 0
    const load = async () => {
      loads += 1
      clock.push(5_000)
      return loads
    }
    const shared = { clock, prefix: `t:${randomUUID()}:`, random: () => 0.999 }
    // writers that do not announce are not heard on a channel: the reader believes what it has
    const writer = await opened({ options: shared })
    const reader = await opened({ load, options: { ...shared, coherence: 'channel' } })
    await reader.numbers.getOrLoad(['A'])
    clock.push(50_000)
    await writer.numbers.set(['A'], 7)
    expect(await reader.numbers.read(['A'])).toMatchObject({ value: 1, state: 'fresh', level: 'process' })
    await reader.cache.drain()
    expect(reader.numbers.peek(['A'])).toBe(7)
    expect(loads).toBe(1)
  })
})

describe('the soft deadline', () => {
  const stale = async (soft: Duration, load: () => Promise<number>) => {
    const clock = pushedClock()
    const one = await opened({ soft, load, options: { clock } })
    await one.numbers.set(['A'], 1)
    await believed(one)
    clock.push(90_000)
    return one
  }

  test('a refresh that is done within it is waited for', async () => {
    const { numbers } = await stale('1m', async () => 2)
    expect(await numbers.read(['A'])).toMatchObject({ value: 2, state: 'fresh', level: 'source' })
  })

  test('a refresh that takes longer goes on, and the stale value is served', async () => {
    const gate = Promise.withResolvers<number>()
    const { numbers, cache } = await stale(20, () => gate.promise)
    expect(await numbers.read(['A'])).toMatchObject({ value: 1, state: 'stale' })
    gate.resolve(2)
    await cache.drain()
    expect(await numbers.get(['A'])).toBe(2)
  })

  test('a refresh that fails within it is not noticed', async () => {
    const { numbers } = await stale('1m', async () => {
      throw new Error('the source is down')
    })
    expect(await numbers.read(['A'])).toMatchObject({ value: 1, state: 'stale' })
  })

  test('holds for many values at once too', async () => {
    const { numbers } = await stale('1m', async () => 2)
    expect(await numbers.getOrLoadMany([['A'], ['B']])).toEqual([2, 2])
  })
})

describe('many values at once, some of them stale', () => {
  test('are served as they are while those are refreshed', async () => {
    const clock = pushedClock()
    const gate = Promise.withResolvers<number>()
    const one = await opened({ load: () => gate.promise, options: { clock } })
    await one.numbers.set(['A'], 1)
    await believed(one)
    clock.push(90_000)
    await one.numbers.set(['B'], 5)
    expect(await one.numbers.getOrLoadMany([['A'], ['B']])).toEqual([1, 5])
    gate.resolve(2)
    await one.cache.drain()
    expect(await one.numbers.getMany([['A'], ['B']])).toEqual([2, 5])
  })

  test('are waited for where a caller refuses stale ones', async () => {
    const clock = pushedClock()
    const one = await opened({ load: async () => 2, options: { clock } })
    await one.numbers.set(['A'], 1)
    await believed(one)
    clock.push(90_000)
    expect(await one.numbers.getOrLoadMany([['A']], { stale: false })).toEqual([2])
  })
})
