import { nse } from '@fyntrix/calendar'
import { type CandleBatch, candlesOf, type ProviderItem } from '@fyntrix/domain/candles'
import { expect, test } from 'vitest'
import { knownAtEnd } from './known-at-end.ts'
import type { CandleProvider } from './provider.ts'

const late = Date.parse('2025-08-30T16:17:32+05:30')

const batchOf = (interval: CandleBatch['interval'], bars: readonly (readonly [start: string, close: number])[]) => {
  const candles = candlesOf(bars.length)
  bars.forEach(([start, close], i) => {
    candles.ts[i] = Date.parse(`2025-08-28T${start}:00+05:30`)
    candles.close[i] = close
  })
  const same = (value: number) => Float64Array.from(bars, () => value)
  const session = Int32Array.from(bars, () => 20_328)
  return {
    source: 'zerodha',
    symbol: 'INFY',
    interval,
    candles,
    session,
    knownAt: same(late),
    cachedAt: same(late),
  } as const
}

const provider = (...items: readonly ProviderItem[]): CandleProvider => ({
  source: 'zerodha',
  simulated: false,
  describe: () => 'a cache',
  async *read() {
    yield* items
  },
})

const read = async (one: CandleProvider) => {
  const items: ProviderItem[] = []
  for await (const item of one.read()) items.push(item)
  return items
}

test('each bar is known when it ended, in its newest copy; what was refused stays refused', async () => {
  const refused: ProviderItem = { kind: 'quarantine', rows: [] }
  const [first, second, third] = await read(
    knownAtEnd(
      provider(
        {
          kind: 'batch',
          batch: batchOf('5minute', [
            ['09:15', 1],
            ['09:20', 2],
            ['09:20', 3],
            ['15:25', 4],
          ]),
        },
        { kind: 'batch', batch: batchOf('day', [['00:00', 5]]) },
        refused,
      ),
      nse,
    ),
  )
  if (first?.kind !== 'batch' || second?.kind !== 'batch') throw new Error('no batch')
  const instants = (batch: CandleBatch) =>
    Array.from(batch.knownAt, (at) => new Date(at + 5.5 * 3_600_000).toISOString().slice(0, 16))
  expect(Array.from(first.batch.candles.close)).toEqual([1, 3, 4])
  expect(instants(first.batch)).toEqual(['2025-08-28T09:20', '2025-08-28T09:25', '2025-08-28T15:30'])
  expect(first.batch).toMatchObject({ repeats: 1, session: Int32Array.of(20_328, 20_328, 20_328) })
  expect(instants(second.batch)).toEqual(['2025-08-28T16:00'])
  expect(third).toBe(refused)
  expect(knownAtEnd(provider(), nse).describe()).toBe('a cache, each bar taken as known at its end')
})
