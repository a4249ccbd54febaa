import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CorruptValueError } from '../standard-schema.ts'
import { testRedis } from '../testing/index.ts'
import { defineCounters } from './counters.ts'

const { redis, prefix } = await testRedis()
const daily = defineCounters(
  {
    pattern: 'llm:daily:{date}',
    description: 'what a day cost',
    counters: { total_requests: 'integer', total_cost: 'decimal' },
    lifetime: '1h',
  },
  prefix,
)
const somewhere = () => ({ date: randomUUID() })

describe('counters', () => {
  test('keep every digit', async () => {
    const at = somewhere()
    const amounts = { total_requests: 9_007_199_254_740_993n, total_cost: '123456789012.000000000001' }
    expect(await daily.read(redis, at)).toBeUndefined()
    expect(await daily.write(redis, at, amounts, 1)).toBe(true)
    expect(await daily.read(redis, at)).toEqual({
      total_requests: '9007199254740993',
      total_cost: '123456789012.000000000001',
    })
    expect(await redis.hgetall(daily.key.of(at))).toEqual(await daily.read(redis, at))
  })

  test('hold the newest version after any order of writes, however often each is repeated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { minLength: 1, maxLength: 20 }), async (versions) => {
        const at = somewhere()
        const write = (version: number) =>
          daily.write(redis, at, { total_requests: version, total_cost: `${version}.5` }, version)
        await Promise.all(versions.map(write))
        const newest = Math.max(...versions)
        expect(await daily.read(redis, at)).toEqual({ total_requests: `${newest}`, total_cost: `${newest}.5` })
      }),
      { numRuns: 30 },
    )
  })

  test('add up exactly beyond 2^53, in any order', async () => {
    const steps = fc.array(fc.bigInt({ min: -(2n ** 58n), max: 2n ** 58n }), { minLength: 1, maxLength: 15 })
    await fc.assert(
      fc.asyncProperty(steps, async (amounts) => {
        const at = somewhere()
        await Promise.all(amounts.map((amount) => daily.increment(redis, at, { total_requests: amount })))
        const sum = amounts.reduce((total, amount) => total + amount, 0n)
        expect(await daily.read(redis, at)).toEqual({ total_requests: `${sum}`, total_cost: '0' })
      }),
      { numRuns: 30 },
    )
  })

  test('add decimals given as text', async () => {
    const at = somewhere()
    await daily.increment(redis, at, { total_requests: 1, total_cost: '0.1' })
    await daily.increment(redis, at, { total_requests: 1, total_cost: '0.2' })
    expect(await daily.read(redis, at)).toEqual({ total_requests: '2', total_cost: '0.3' })
  })

  test('live from the first increment on, not from the last', async () => {
    const at = somewhere()
    const name = daily.key.of(at)
    await daily.increment(redis, at, { total_requests: 1 })
    expect(await redis.pttl(name)).toBeGreaterThan(3_000_000)
    await redis.pexpire(name, 1_000_000)
    await daily.increment(redis, at, { total_requests: 1 })
    expect(await redis.pttl(name)).toBeLessThanOrEqual(1_000_000)
  })

  test('refuse an amount that a number cannot hold, and what somebody else wrote', async () => {
    const at = somewhere()
    await expect(daily.increment(redis, at, { total_cost: 0.1 })).rejects.toThrow(/total_cost.*text/)
    await expect(daily.increment(redis, at, { total_requests: 2 ** 53 })).rejects.toThrow(RangeError)
    await expect(daily.increment(redis, at, { total_requests: '1.5' })).rejects.toThrow(RangeError)
    await expect(daily.increment(redis, at, { total_cost: '1e-5' })).rejects.toThrow(RangeError)
    await expect(daily.write(redis, at, { total_requests: 1, total_cost: '' }, 1)).rejects.toThrow(RangeError)
    await redis.hset(daily.key.of(at), 'total_cost', 'much')
    await expect(daily.read(redis, at)).rejects.toThrow(CorruptValueError)
  })
})
