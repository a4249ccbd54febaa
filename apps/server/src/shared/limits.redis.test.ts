import { testRedis } from '@fyntrix/cache/testing'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { severableProxy } from '../testing/index.ts'
import { createLimits } from './limits.ts'

/** Limiters on connections of their own, as several processes have them. */
const processes = (count: number, url: string, prefix: string, callsPerMinute: number) =>
  Array.from({ length: count }, () => {
    const redis = new Redis(url, { commandTimeout: 5_000, maxRetriesPerRequest: 1, retryStrategy: () => 50 })
    redis.on('error', () => undefined) // the limiter says what it does then
    afterAll(() => redis.disconnect())
    return { redis, limits: createLimits({ redis, prefix, callsPerMinute, failedKeysPerMinute: 5 }) }
  })

const ready = (redis: Redis): Promise<unknown> =>
  redis.status === 'ready' ? Promise.resolve() : new Promise((resolve) => redis.once('ready', resolve))

const admitted = async (calls: readonly Promise<void>[]): Promise<number> =>
  (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length

describe('points', async () => {
  const { url, prefix } = await testRedis()
  const four = processes(4, url, prefix, 500)
  await Promise.all(four.map(({ redis }) => ready(redis)))
  const spend = (key: string, calls: number, cost: number) =>
    admitted(
      Array.from(
        { length: calls },
        (_, n) => four[n % 4]?.limits.spend(key, cost) ?? Promise.reject(new Error('none')),
      ),
    )

  test('are counted exactly over four processes and 64 clients, not one more and not one less', async () => {
    const clients = await Promise.all(Array.from({ length: 64 }, () => spend('one-by-one', 16, 1)))
    expect(clients.reduce((sum, count) => sum + count, 0)).toBe(500)
  })

  test('are counted by what a call costs', async () => {
    expect(await spend('dear', 64, 20)).toBe(25)
    expect(await spend('dear', 64, 1)).toBe(0)
    expect(await spend('another', 1, 1)).toBe(1)
  })

  test('of wrong keys are counted over all processes too', async () => {
    const attempts = await Promise.allSettled(
      four.flatMap(({ limits }) => [1, 2, 3].map(() => limits.noteFailure('10.0.0.1'))),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    for (const { limits } of four) await expect(limits.checkAddress('10.0.0.1', 'guess')).rejects.toThrow(/too many/)
  })
})

test('while Redis is away each process allows half, and counts with the others again when it is back', async () => {
  const { url, prefix } = await testRedis()
  await using between = await severableProxy(url)
  const two = processes(2, between.url, prefix, 100)
  await Promise.all(two.map(({ redis }) => ready(redis)))
  const spend = (process: number, calls: number) =>
    admitted(
      Array.from({ length: calls }, () => two[process]?.limits.spend('key', 1) ?? Promise.reject(new Error('none'))),
    )
  expect(await spend(0, 10)).toBe(10)
  const lost = Promise.all(two.map(({ redis }) => new Promise((resolve) => redis.once('close', resolve))))
  between.sever()
  await lost
  expect([await spend(0, 120), await spend(1, 120)]).toEqual([50, 50])
  between.restore()
  await Promise.all(two.map(({ redis }) => ready(redis)))
  expect((await spend(0, 60)) + (await spend(1, 60))).toBe(90)
}, 60_000)
