import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineFamily } from '../definition/definition.ts'
import { coherent, testCache } from '../testing/caches.ts'
import { testRedis } from '../testing/index.ts'
import { json } from '../values/index.ts'

const { url } = await testRedis()

const bars = (bound?: { entries: number }) =>
  defineFamily({
    name: 'bars',
    description: 'bars',
    key: 'bars:{symbol}:{interval}',
    parameters: { symbol: z.string(), interval: z.string() },
    codec: json(z.number()),
    fresh: '1h',
    ...(bound && { bound }),
  })

const two = async (bound?: { entries: number }) => {
  const prefix = `t:${randomUUID()}:`
  const [a, b] = [await testCache(url, { prefix }), await testCache(url, { prefix })]
  const [mine, others] = [a.cache.family(bars(bound)), b.cache.family(bars(bound))]
  await coherent(a.cache)
  await coherent(b.cache)
  return { a, b, mine, others }
}

const keptOne = expect.objectContaining({ entries: 1, evicted: 0 })

test.each([undefined, { entries: 100 }])(
  'clears by some of the parameters, everywhere, with the index (bound %o)',
  async (bound) => {
    const { b, mine, others } = await two(bound)
    const keys = [
      ['M&M', 'day'],
      ['M&M', 'minute'],
      ['M*M', 'day'],
      ['TCS', 'day'],
    ] as const
    for (const [i, key] of keys.entries()) await mine.set(key, i)
    for (const key of keys) await others.get(key)
    expect(await mine.clear({ symbol: 'M*M' })).toBe(1)
    expect(await mine.clear({ symbol: 'M&M' })).toBe(2)
    expect(mine.peek(['M&M', 'day'])).toBeUndefined()
    await b.cache.settle()
    expect(await others.getMany(keys)).toEqual([undefined, undefined, undefined, 3])
    expect(await mine.kept()).toEqual(bound && keptOne)
    expect(await mine.clear()).toBe(1)
  },
)

test('a value that is being loaded while its family is cleared is not kept', async () => {
  const prefix = `t:${randomUUID()}:`
  const { cache } = await testCache(url, { prefix })
  const gate = Promise.withResolvers<void>()
  let loads = 0
  const family = cache.family({
    ...bars(),
    load: async () => {
      loads += 1
      if (loads === 1) await gate.promise
      return loads
    },
  })
  await coherent(cache)
  const first = family.getOrLoad(['A', 'day'])
  await expect.poll(() => loads).toBe(1)
  await family.clear()
  gate.resolve()
  await first
  expect(await family.getOrLoad(['A', 'day'])).toBe(2)
})

test('a name that the pattern lacks is refused, instead of clearing everything', async () => {
  const { mine } = await two()
  await mine.set(['A', 'day'], 1)
  // @ts-expect-error a misspelt name
  await expect(mine.clear({ symbl: 'A' })).rejects.toThrow('bars has no parameter symbl; it has symbol, interval')
  expect(() => mine.inspect({ symbol: 'A' })).toThrow(RangeError)
  expect(() => mine.inspect({ symbol: 'A', interval: 'day', x: '1' })).toThrow('no parameter x')
  expect(await mine.inspect({ symbol: 'A', interval: 'day' }).value()).toBe(1)
})
