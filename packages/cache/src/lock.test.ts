import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { acquireLock } from './lock.ts'
import { testRedis } from './testing/index.ts'

const { redis, prefix } = await testRedis()
const attempt = (key: string, lifetime = 60_000) => acquireLock(redis, { key, token: randomUUID(), lifetime })
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

describe('a lock', () => {
  test('is held by one of many', async () => {
    const key = `${prefix}one`
    const held = (await Promise.all(Array.from({ length: 50 }, () => attempt(key)))).filter((lock) => lock)
    expect(held).toHaveLength(1)
    await held[0]?.release()
    const next = await attempt(key)
    expect(next).toBeDefined()
    await next?.release()
  })

  test('is renewed while it is held', async () => {
    const key = `${prefix}renewed`
    // renewed after two seconds; what is left until then is long enough for a machine that is slow
    const lock = await attempt(key, 6_000)
    await redis.pexpire(key, 5_000)
    // a renewal puts the whole lifetime back
    await expect.poll(() => redis.pttl(key), { timeout: 20_000, interval: 20 }).toBeGreaterThan(5_100)
    expect(lock?.signal.aborted).toBe(false)
    await lock?.release()
  })

  test('tells its owner that it was lost, and never releases the next owner', async () => {
    const key = `${prefix}lost`
    const lock = await attempt(key, 300)
    await redis.set(key, 'somebody else')
    await aborted(lock!.signal)
    await lock?.release()
    expect(await redis.get(key)).toBe('somebody else')
  })
})
