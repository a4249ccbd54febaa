import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { defineFamily } from '../definition/definition.ts'
import { testCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'

const opened = async () => {
  const { cache } = await testCache(inject('redisUrl'), { prefix: `t:${randomUUID()}:` })
  return cache.family(
    defineFamily({
      name: 'pairs',
      description: 'numbers of two names',
      key: 'pair:{first}:{second}',
      parameters: { first: z.string(), second: z.string() },
      codec: json(z.number()),
      fresh: '1m',
    }),
  )
}

test('parameters that hold the separator of remembered keys do not collide', async () => {
  const pairs = await opened()
  const spelledAlike = [
    ['a\u0000b', 'c'],
    ['a', 'b\u0000c'],
    ['a\u0000', 'b'],
    ['a', '\u0000b'],
  ] as const
  // twice: the second time a key may be remembered
  for (const round of [1, 2]) {
    const keys = spelledAlike.map((pair) => pairs.key(pair))
    expect(new Set(keys).size, `round ${round}`).toBe(spelledAlike.length)
  }
  for (const [i, pair] of spelledAlike.entries()) await pairs.set(pair, i)
  expect(await pairs.getMany(spelledAlike)).toEqual([0, 1, 2, 3])
})

test('a remembered key is the same by name and by position', async () => {
  const pairs = await opened()
  const key = pairs.key(['a:b', 'c'])
  expect(pairs.key({ first: 'a:b', second: 'c' })).toBe(key)
  expect(pairs.key(['a', 'b:c'])).not.toBe(key)
})
