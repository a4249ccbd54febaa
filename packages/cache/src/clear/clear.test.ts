import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { startRedis } from '@fyntrix/embedded'
import { testBinariesDirectory, testEnvironment } from '@fyntrix/embedded/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connect, ready } from '../connection.ts'
import { defineKey, sideKey } from '../key.ts'
import { testRedis } from '../testing/index.ts'
import { measureClear } from './clear.measure.ts'
import { type Cleared, clear } from './clear.ts'
import { matchKeys } from './key-match.ts'

const { redis, prefix } = await testRedis()
const pattern = 'cache:{type}:{symbol}'
let groups = 0
/** Keys of a prefix that no other test uses. */
const group = () => {
  groups += 1
  const own = `${prefix}${groups}:`
  const family = defineKey(pattern, own)
  const fill = (keys: readonly string[]) => redis.mset(keys.flatMap((key) => [key, 'x']))
  const present = async () => (await redis.keys(`*${own}*`)).sort()
  return { own, family, fill, present }
}

describe('clearing', () => {
  test('removes the keys that are meant, and no other, whatever characters they hold', async () => {
    const text = fc.string({
      minLength: 1,
      maxLength: 4,
      unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '\\', ':', '-'),
    })
    const pairs = fc.uniqueArray(fc.record({ type: text, symbol: text }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(pairs, async (all) => {
        const { own, family, fill, present } = group()
        const type = all[0]!.type
        await fill(all.map((parameters) => family.of(parameters)))
        const keys = new Set(all.map((parameters) => family.of(parameters)))
        const kept = new Set(all.filter((parameters) => parameters.type !== type).map((left) => family.of(left)))
        const { removed } = await clear(redis, matchKeys(pattern, { type }, own))
        expect(await present()).toEqual([...kept].sort())
        expect(removed).toBe(keys.size - kept.size)
      }),
      { numRuns: 40 },
    )
  })

  test('removes side keys of the kinds that are asked for, also of a key that is gone', async () => {
    const { own, family, fill, present } = group()
    const [a, b, gone, other] = [
      family.of({ type: 'bars', symbol: 'A' }),
      family.of({ type: 'bars', symbol: 'B' }),
      family.of({ type: 'bars', symbol: 'GONE' }),
      family.of({ type: 'other', symbol: 'A' }),
    ]
    const sides = (key: string) => [sideKey('v', key), sideKey('lease', key)]
    await fill([a, b, other, ...[a, b, gone, other].flatMap(sides)])
    expect(await clear(redis, matchKeys(pattern, { type: 'bars' }, own), { sideKeys: ['lease'] })).toEqual({
      removed: 2,
      sideKeysRemoved: 3,
    })
    const left = [other, ...sides(other), sideKey('v', a), sideKey('v', b), sideKey('v', gone)]
    expect(await present()).toEqual(left.sort())
  })

  test('goes in batches and tells how far it is', async () => {
    const { own, family, fill, present } = group()
    await fill(Array.from({ length: 300 }, (_, i) => family.of({ type: 'bars', symbol: `${i}` })))
    const progress: number[] = []
    const answer = await clear(redis, matchKeys(pattern, {}, own), {
      batch: 20,
      onProgress: ({ removed }) => progress.push(removed),
    })
    expect(answer).toEqual({ removed: 300, sideKeysRemoved: 0 })
    expect(progress.length).toBeGreaterThan(3)
    expect(progress).toEqual([...progress].sort((x, y) => x - y))
    expect(progress.at(-1)).toBe(300)
    expect(await present()).toEqual([])
    await expect(clear(redis, matchKeys(pattern, {}, own), { batch: 0 })).rejects.toThrow(RangeError)
  })

  test('ends between two batches when it is cancelled, and can be taken up again', async () => {
    const { own, family, fill, present } = group()
    await fill(Array.from({ length: 300 }, (_, i) => family.of({ type: 'bars', symbol: `${i}` })))
    const caller = new AbortController()
    const reason = new Error('shutting down')
    let soFar: Cleared | undefined
    const cancelled = clear(redis, matchKeys(pattern, {}, own), {
      batch: 20,
      signal: caller.signal,
      onProgress: (progress) => {
        soFar = progress
        caller.abort(reason)
      },
    })
    await expect(cancelled).rejects.toBe(reason)
    expect(await present()).toHaveLength(300 - soFar!.removed)
    expect(soFar!.removed).toBeLessThan(300)
    const { removed } = await clear(redis, matchKeys(pattern, {}, own))
    expect(removed).toBe(300 - soFar!.removed)
  })
})

test('clearing 20,000 keys takes many commands of a few milliseconds, none that keeps the server from others', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'fyntrix-clear-'))
  const server = await startRedis({ dir, binariesDir: testBinariesDirectory, env: testEnvironment(), persist: false })
  const client = connect({ url: server.url, name: 'clear', commandTimeout: 30_000, onError: () => undefined })
  try {
    await ready(client, 5_000)
    const measured = await measureClear(client, 20_000, () => performance.now())
    expect(measured).toMatchObject({ removed: 20_000, neighbours: 200, neighboursLeft: 200 })
    expect(measured.commands.map(({ command }) => command).sort()).toEqual(['scan', 'unlink'])
    for (const { calls, p50 } of measured.commands) {
      // 20,200 keys, 100 at a time; a page may hold some more or fewer
      expect(calls).toBeGreaterThan(150)
      // the median: on a machine that is busy with other things a few commands are slow for no reason of their own
      expect(p50).toBeLessThan(5_000)
    }
    expect(await client.dbsize()).toBe(0)
  } finally {
    client.disconnect()
    await server.stop()
    rmSync(dir, { recursive: true })
  }
})
