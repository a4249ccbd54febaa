import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineProjection } from './projection.ts'
import { CorruptValueError } from './standard-schema.ts'
import { testRedis } from './testing/index.ts'

const { redis, prefix } = await testRedis()
const Value = z.object({ n: z.number() })
const projection = defineProjection(
  { pattern: 'p:{id}', description: 'a number', schema: Value, encode: (v) => v, fresh: 60, lifetime: 120 },
  prefix,
)
const fresh = () => ({ id: randomUUID() })

describe('a projection', () => {
  test('reads what was written, and nothing where nothing was', async () => {
    const key = fresh()
    expect(await projection.read(redis, key)).toBeUndefined()
    expect(await projection.write(redis, key, { n: 1 }, 1)).toBe(true)
    expect(await projection.read(redis, key)).toEqual({ n: 1 })
  })

  test('never puts an older value over a newer one, in whatever order writers arrive', async () => {
    const key = fresh()
    const versions = Array.from({ length: 100 }, (_, i) => i + 1).sort(() => (randomUUID() < '8' ? 1 : -1))
    await Promise.all(versions.map((n) => projection.write(redis, key, { n }, n)))
    expect(await projection.read(redis, key)).toEqual({ n: 100 })
    expect(await projection.write(redis, key, { n: 99 }, 99)).toBe(false)
  })

  test('remembers its version longer than its value, so that a late writer cannot win by waiting', async () => {
    const key = fresh()
    await projection.write(redis, key, { n: 2 }, 2)
    await redis.del(projection.key.of(key))
    expect(await projection.write(redis, key, { n: 1 }, 1)).toBe(false)
    expect(await projection.write(redis, key, { n: 2 }, 2)).toBe(true)
  })

  test('expires', async () => {
    const key = fresh()
    await projection.write(redis, key, { n: 1 }, 1)
    const left = await redis.pttl(projection.key.of(key))
    expect(left).toBeGreaterThan(60_000)
    expect(left).toBeLessThanOrEqual(120_000)
  })

  test('gives what stands in Redis now, parsed once for as long as it stays the same, and nobody can change it for others', async () => {
    const key = fresh()
    await projection.write(redis, key, { n: 1 }, 1)
    const first = await projection.read(redis, key)
    expect(await projection.read(redis, key)).toBe(first)
    expect(Object.isFrozen(first)).toBe(true)
    await redis.set(projection.key.of(key), '{"n":2}')
    expect(await projection.read(redis, key)).toEqual({ n: 2 })
    await redis.set(projection.key.of(key), '{"n":"two"}')
    await expect(projection.read(redis, key)).rejects.toThrow(CorruptValueError)
    await redis.del(projection.key.of(key))
    expect(await projection.read(redis, key)).toBeUndefined()
  })

  test('refuses a value that somebody else wrote', async () => {
    const key = fresh()
    await redis.set(projection.key.of(key), '{"n":"one"}')
    await expect(projection.read(redis, key)).rejects.toThrow(CorruptValueError)
    await redis.set(projection.key.of(key), 'not json')
    await expect(projection.read(redis, key)).rejects.toThrow(/does not hold JSON/)
  })

  test('may not live shorter than twice its freshness', () => {
    expect(() => defineProjection({ ...projection.definition, pattern: 'q:{id}', fresh: 60, lifetime: 119 })).toThrow(
      /twice/,
    )
  })
})
