import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { versionKey } from '../key.ts'
import { CorruptValueError } from '../standard-schema.ts'
import { testRedis } from '../testing/index.ts'
import { defineSortedSet, type Scored } from './sorted-set.ts'

const { redis, prefix, url } = await testRedis()
const older = new Redis(url, { protocol: 2 })
afterAll(() => older.quit())

const capacity = 5
const runs = defineSortedSet(
  {
    pattern: 'runs:{mode}',
    description: 'runs by time',
    schema: z.number().int(),
    encode: (id: number) => `run-${id}`,
    decode: (text) => Number(text.replace('run-', '')),
    capacity,
    lifetime: '1h',
  },
  prefix,
)
const somewhere = () => ({ mode: randomUUID() })
const at = (...pairs: readonly (readonly [number, number])[]): Scored<number>[] =>
  pairs.map(([member, score]) => ({ member, score }))
const all = { by: 'score', direction: 'ascending', limit: 1_000 } as const
const numbers = async (...range: Parameters<typeof runs.range>) =>
  (await runs.range(...range)).map(({ member }) => member)

describe('a sorted set', () => {
  test('adds many members in one command, and counts them', async () => {
    const key = somewhere()
    expect(await runs.add(redis, key, at([1, 10], [2, 20], [3, 30]))).toEqual({ added: 3, evicted: 0 })
    expect(await runs.add(redis, key, at([3, 35], [4, 40]))).toEqual({ added: 1, evicted: 0 })
    expect(await runs.range(redis, key, all)).toEqual(at([1, 10], [2, 20], [3, 35], [4, 40]))
    expect(await runs.count(redis, key)).toBe(4)
    expect(await runs.count(redis, key, { min: 20, max: 35 })).toBe(2)
    expect(await runs.add(redis, key, [])).toEqual({ added: 0, evicted: 0 })
    expect(await runs.remove(redis, key, [1, 99])).toBe(1)
    expect(await runs.count(redis, key)).toBe(3)
    expect(await runs.range(redis, somewhere(), all)).toEqual([])
  })

  test.each([
    ['RESP3', redis],
    ['RESP2', older],
  ])('ranges by score and by place in both directions (%s)', async (_, client) => {
    const key = somewhere()
    await runs.add(client, key, at([1, 1.5], [2, -2], [3, 1e21], [4, Number.MIN_VALUE]))
    expect(await runs.range(client, key, all)).toEqual(at([2, -2], [4, Number.MIN_VALUE], [1, 1.5], [3, 1e21]))
    const descending = { by: 'score', direction: 'descending', limit: 2 } as const
    expect(await numbers(client, key, descending)).toEqual([3, 1])
    expect(await numbers(client, key, { ...descending, max: 1.5 })).toEqual([1, 4])
    expect(await numbers(client, key, { ...all, min: 0, max: 1.5 })).toEqual([4, 1])
    expect(await numbers(client, key, { by: 'rank', direction: 'descending', limit: 2, start: 1 })).toEqual([1, 4])
    expect(await numbers(client, key, { by: 'rank', direction: 'ascending', limit: 1 })).toEqual([2])
  })

  test('never holds more than its capacity: the lowest scores leave', async () => {
    const members = fc.array(
      fc.record({ member: fc.nat(12), score: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(members, { maxLength: 6 }), async (batches) => {
        const key = somewhere()
        let model = new Map<number, number>()
        for (const batch of batches) {
          await runs.add(redis, key, batch)
          for (const { member, score } of batch) model.set(member, score === 0 ? 0 : score)
          // equal scores stand in the order of the stored bytes
          const ordered = [...model].sort(([a, x], [b, y]) => x - y || (`run-${a}` < `run-${b}` ? -1 : 1))
          model = new Map(ordered.slice(-capacity))
          expect(await runs.range(redis, key, all)).toEqual(at(...model))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('takes thousands at once, and keeps the highest', async () => {
    const key = somewhere()
    const many = Array.from({ length: 12_000 }, (_, i) => ({ member: i, score: i }))
    expect(await runs.replaceAll(redis, key, many, 1)).toBe(true)
    expect(await numbers(redis, key, all)).toEqual([11_995, 11_996, 11_997, 11_998, 11_999])
    expect(await runs.add(redis, somewhere(), many)).toEqual({ added: 12_000, evicted: 11_995 })
  })

  test('is replaced by the newest version only, whatever the order', async () => {
    const history = fc.array(fc.record({ version: fc.nat(10), members: fc.array(fc.nat(9), { maxLength: 4 }) }))
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const key = somewhere()
        let newest = -1
        let expected: number[] = []
        for (const { version, members } of steps) {
          const accepted = version >= newest
          const scored = members.map((member) => ({ member, score: member }))
          expect(await runs.replaceAll(redis, key, scored, version)).toBe(accepted)
          if (accepted) [newest, expected] = [version, [...new Set(members)].sort((a, b) => a - b)]
          expect(await numbers(redis, key, all)).toEqual(expected)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('does not lose a change to a rebuild from before it', async () => {
    const key = somewhere()
    await runs.replaceAll(redis, key, at([1, 1], [2, 2]), 9)
    await runs.add(redis, key, at([3, 3]), { version: 10 })
    await runs.remove(redis, key, [1], { version: 11n })
    expect(await runs.replaceAll(redis, key, at([1, 1], [2, 2]), 10)).toBe(false)
    expect(await numbers(redis, key, all)).toEqual([2, 3])
    // a change that comes late lowers no version
    await runs.add(redis, key, at([2, 2]), { version: 4 })
    expect(await redis.get(versionKey(runs.key.of(key)))).toBe('11')
    expect(await runs.replaceAll(redis, key, at([4, 4]), 11)).toBe(true)
    expect(await numbers(redis, key, all)).toEqual([4])
  })

  test('expires, and its version later', async () => {
    const key = somewhere()
    await runs.add(redis, key, at([1, 1]), { version: 1 })
    expect(await redis.pttl(runs.key.of(key))).toBeGreaterThan(3_000_000)
    expect(await redis.pttl(runs.key.of(key))).toBeLessThanOrEqual(3_600_000)
    expect(await redis.pttl(versionKey(runs.key.of(key)))).toBeGreaterThan(3_600_000)
  })

  test('refuses what is no score, no limit, or was written by somebody else', async () => {
    const key = somewhere()
    await expect(runs.add(redis, key, at([1, Number.NaN]))).rejects.toThrow(RangeError)
    await expect(runs.range(redis, key, { ...all, limit: 0 })).rejects.toThrow(RangeError)
    await expect(runs.range(redis, key, { ...all, min: Number.NaN })).rejects.toThrow(RangeError)
    await redis.zadd(runs.key.of(key), 1, 'run-one')
    await expect(runs.range(redis, key, all)).rejects.toThrow(CorruptValueError)
    const text = somewhere()
    await redis.set(runs.key.of(text), 'text')
    await expect(runs.range(redis, text, all)).rejects.toThrow(/another type/)
    await expect(runs.add(redis, text, at([1, 1]))).rejects.toThrow(CorruptValueError)
    // a projection is made again from PostgreSQL, whatever is in its place
    expect(await runs.replaceAll(redis, text, at([1, 1]), 1)).toBe(true)
  })
})
