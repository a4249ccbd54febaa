import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { connect, ready } from '../connection.ts'
import { versionKey } from '../key.ts'
import { CorruptValueError } from '../standard-schema.ts'
import { testRedis } from '../testing/index.ts'
import { defineHash } from './hash.ts'

const { redis, prefix, url } = await testRedis()

const Score = z.object({ score: z.number(), agents: z.record(z.string(), z.number()), note: z.string().optional() })
type Score = z.infer<typeof Score>
const scores = defineHash(
  {
    pattern: 'scores:{symbol}',
    description: 'one score per symbol',
    schema: Score,
    encode: ({ score, agents, note }: Score) => ({
      score: String(score),
      agents_json: JSON.stringify(agents),
      ...(note === undefined ? {} : { note }),
    }),
    decode: ({ score, agents_json = '', ...rest }) => ({
      ...rest,
      score: Number(score),
      agents: JSON.parse(agents_json),
    }),
    lifetime: '1h',
  },
  prefix,
)
const somewhere = () => ({ symbol: randomUUID() })
const value = (score: number): Score => ({ score, agents: { momentum: score } })
const stored = (parameters: { symbol: string }) => redis.hgetall(scores.key.of(parameters))

describe('a hash', () => {
  test('is stored as plain fields, exactly those of its definition, and read back', async () => {
    const at = somewhere()
    expect(await scores.read(redis, at)).toBeUndefined()
    expect(await scores.write(redis, at, value(7), 1)).toBe(true)
    expect(await stored(at)).toEqual({ score: '7', agents_json: '{"momentum":7}' })
    expect(await scores.read(redis, at)).toEqual(value(7))
  })

  test('loses the fields that its next value lacks', async () => {
    const at = somewhere()
    await scores.write(redis, at, { ...value(1), note: 'halted' }, 1)
    await scores.write(redis, at, value(2), 2)
    expect(Object.keys(await stored(at)).sort()).toEqual(['agents_json', 'score'])
  })

  test('holds the newest version after any history of writes, removals and losses', async () => {
    const operation = fc.record({
      kind: fc.constantFrom('write' as const, 'remove' as const, 'lose' as const),
      version: fc.oneof(fc.bigInt({ min: 0n, max: 12n }), fc.bigInt({ min: 2n ** 53n, max: 2n ** 53n + 4n })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (history) => {
        const at = somewhere()
        let newest = -1n
        let expected: Score | undefined
        for (const [i, { kind, version }] of history.entries()) {
          const accepted = version >= newest
          const answers = {
            write: () => scores.write(redis, at, value(i), version),
            remove: () => scores.remove(redis, at, version),
            lose: async () => (await redis.del(scores.key.of(at))) >= 0,
          }
          expect(await answers[kind]()).toBe(kind === 'lose' || accepted)
          if (kind === 'lose') expected = undefined
          else if (accepted) [newest, expected] = [version, kind === 'write' ? value(i) : undefined]
          expect(await scores.read(redis, at)).toEqual(expected)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('holds the newest of many that were written at once', async () => {
    const at = somewhere()
    const versions = fc.sample(
      fc.shuffledSubarray(
        Array.from({ length: 60 }, (_, i) => i),
        { minLength: 60 },
      ),
      1,
    )[0]!
    await Promise.all(versions.map((version) => scores.write(redis, at, value(version), version)))
    expect(await scores.read(redis, at)).toEqual(value(59))
  })

  test('expires, and its version later', async () => {
    const at = somewhere()
    await scores.write(redis, at, value(1), 1)
    const [left, versionLeft] = await Promise.all([
      redis.pttl(scores.key.of(at)),
      redis.pttl(versionKey(scores.key.of(at))),
    ])
    expect(left).toBeGreaterThan(3_000_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
    expect(versionLeft).toBeGreaterThan(3_600_000)
    expect(versionLeft).toBeLessThanOrEqual(7_200_000)
  })

  test('may have many fields', async () => {
    const levels = defineHash(
      {
        pattern: 'wide:{id}',
        description: 'any fields',
        schema: z.record(z.string(), z.string()),
        encode: (fields: Record<string, string>) => fields,
        decode: (fields) => fields,
        lifetime: '1h',
      },
      prefix,
    )
    const wide = Object.fromEntries(Array.from({ length: 12_345 }, (_, i) => [`field ${i}`, `${i}`]))
    await levels.write(redis, { id: 'x' }, wide, 1)
    expect(await levels.read(redis, { id: 'x' })).toEqual(wide)
    await expect(levels.write(redis, { id: 'x' }, {}, 2)).rejects.toThrow(RangeError)
  })

  test('answers for each of many keys, in their order, whatever the others hold', async () => {
    const [good, none, foreign, damaged] = [somewhere(), somewhere(), somewhere(), somewhere()]
    await scores.write(redis, good, value(1), 1)
    await redis.set(scores.key.of(foreign), 'a string')
    await redis.hset(scores.key.of(damaged), { score: '1', agents_json: 'not json' })
    const results = await scores.readMany(redis, [damaged, good, none, foreign, good])
    expect(results.map(({ status }) => status)).toEqual(['failed', 'found', 'missing', 'failed', 'found'])
    expect(results[1]).toEqual({ status: 'found', value: value(1) })
    expect(results[0]).toMatchObject({ error: expect.any(CorruptValueError) })
    expect(results[3]).toMatchObject({ error: expect.any(CorruptValueError) })
    await expect(scores.read(redis, foreign)).rejects.toThrow(/holds another type/)
    expect(await scores.readMany(redis, [])).toEqual([])
  })

  test('sends the reads of many keys as one pipeline', async () => {
    const connection = connect({ url, name: `${prefix}pipeline`, onError: () => undefined })
    await ready(connection, 5_000)
    // each write to the socket is one batch
    const write = vi.spyOn(connection.stream, 'write')
    await scores.readMany(connection, Array.from({ length: 100 }, somewhere))
    expect(write).toHaveBeenCalledTimes(1)
    await connection.quit()
  })
})
