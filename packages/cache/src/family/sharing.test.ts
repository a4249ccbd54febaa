import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { defineFamily } from '../definition/definition.ts'
import { coherent, testCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'

const opened = async (local: boolean, prefix = `t:${randomUUID()}:`) => {
  const { cache } = await testCache(inject('redisUrl'), { prefix })
  const family = cache.family(
    defineFamily({
      name: 'quote',
      description: 'a quote',
      key: 'quote:{symbol}',
      parameters: { symbol: z.string() },
      codec: json(z.object({ n: z.number() })),
      fresh: '1h',
      local,
      load: async () => ({ n: 1 }),
    }),
  )
  await coherent(cache)
  return { cache, family, prefix }
}

test('what the process keeps is immutable, whether it was loaded or read', async () => {
  const a = await opened(true)
  const b = await opened(true, a.prefix)
  for (const { family } of [a, b]) expect(Object.isFrozen(await family.getOrLoad(['A']))).toBe(true)
  const c = await opened(true, a.prefix)
  expect(Object.isFrozen(await c.family.get(['A']))).toBe(true)
  const d = await opened(true, a.prefix)
  expect((await d.family.getMany([['A']])).every(Object.isFrozen)).toBe(true)
})

test('what several callers get at once is one immutable value; what one caller reads for itself is its own', async () => {
  const { family } = await opened(false)
  const loaded = await Promise.all([family.getOrLoad(['A']), family.getOrLoad(['A'])])
  expect(loaded[0]).toBe(loaded[1])
  expect(Object.isFrozen(loaded[0])).toBe(true)
  const [one, other] = await Promise.all([family.getOrLoad(['A']), family.getOrLoad(['A'])])
  expect(one).toBe(other)
  expect(Object.isFrozen(one)).toBe(true)
  expect(Object.isFrozen(await family.get(['A']))).toBe(false)
  expect(await family.get(['A'])).not.toBe(await family.get(['A']))
})
