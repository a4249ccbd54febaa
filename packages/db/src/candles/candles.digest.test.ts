import { candlesOf } from '@fyntrix/domain/candles'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delivered, freshId, openTestDatabase, sampleBatch, startOfSession, testDatabase } from '../testing/index.ts'
import { digestOf } from './index.ts'

const key = Uint8Array.from({ length: 32 }, (_, index) => index)
const ts = startOfSession('2026-05-04')
const { database } = await testDatabase()
const options = { source: 'nse-daily', description: 'test', receivedAt: new Date('2026-06-01T00:00:00Z') } as const

test('both sides give one digest for any prices, versions, finality and arrivals', async () => {
  const price = fc.double({ noNaN: true, noDefaultInfinity: true })
  const bar = fc.record({
    day: fc.nat({ max: 3 }),
    close: price,
    volume: fc.constantFrom(0, -0, 7, Number.MAX_SAFE_INTEGER),
    cachedAt: fc.constantFrom(Number.NaN, ts, ts + 1),
    provisional: fc.boolean(),
  })
  const bars = fc.uniqueArray(bar, { selector: ({ day, close }) => `${day} ${close + 0}`, minLength: 1, maxLength: 8 })
  let nth = 0
  await fc.assert(
    fc.asyncProperty(bars, async (drawn) => {
      const sorted = drawn.toSorted((a, b) => a.day - b.day)
      const batch = sampleBatch(
        { symbol: `S${nth++}` },
        sorted.map(({ day, ...rest }) => ({ ...rest, ts: ts + day * 86_400_000, knownAt: ts + 86_400_000 * 60 })),
      )
      batch.candles.volume.set(sorted.map(({ volume }) => volume))
      await database.candles.importCandles(delivered(batch), { importId: freshId(), ...options })
      const stored = await database.candles.digests('nse-daily', key)
      expect(stored.find(({ symbol }) => symbol === batch.symbol)).toEqual(digestOf(batch, key))
    }),
    { numRuns: 40 },
  )
})

test('another key gives another digest, and so does any other value', () => {
  const batch = sampleBatch({}, [{ ts, close: 10 }])
  const others = (['ts', 'open', 'high', 'low', 'close', 'volume', 'provisional'] as const).map((column) => {
    const candles = candlesOf(1)
    for (const name of Object.keys(candles) as (keyof typeof candles)[]) candles[name].set(batch.candles[name])
    candles[column][0] = (candles[column][0] ?? 0) + 1
    return { ...batch, candles }
  })
  const more = [
    { ...batch, session: batch.session.map((day) => day + 1) },
    { ...batch, knownAt: batch.knownAt.map((at) => at + 1) },
    { ...batch, cachedAt: batch.knownAt },
  ]
  const digests = [batch, ...others, ...more].map((each) => digestOf(each, key).digest)
  expect(new Set([...digests, digestOf(batch, Uint8Array.of(1)).digest]).size).toBe(digests.length + 1)
})

test('the versions of a bar that one batch delivers twice are numbered as if each bar were compared with all others', async () => {
  await using own = await openTestDatabase()
  const later = ts + 86_400_000
  const closes = [10, 11, 10, 12]
  const batch = sampleBatch({}, [...closes.map((close) => ({ ts, close })), { ts: later, close: 5 }])
  const load = () => own.database.candles.importCandles(delivered(batch), { importId: freshId(), ...options })
  expect(await load()).toMatchObject({ read: 5, inserted: 2, newVersions: 2, unchanged: 1 })
  expect(await load()).toMatchObject({ read: 5, inserted: 0, newVersions: 0, unchanged: 5 })
  const stored = await own.database.candles.storedVersions('nse-daily', 'INFY', 'day')
  expect(stored.map(({ ts: at, version, close }) => [at, version, close])).toEqual([
    [ts, 1, 10],
    [ts, 2, 11],
    [ts, 3, 12],
    [later, 1, 5],
  ])
  expect(stored[0]).toMatchObject({
    session: 20_577,
    knownAt: ts + 16 * 3_600_000,
    cachedAt: Number.NaN,
    provisional: false,
  })
})
