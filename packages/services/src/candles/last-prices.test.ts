import { nse } from '@fyntrix/calendar'
import { type CandleColumns, type CandleInterval, candlesOf } from '@fyntrix/domain/candles'
import { expect, test } from 'vitest'
import { lastPrices } from './last-prices.ts'

type Bar = readonly [start: string, close: number]

const barsOf = (bars: readonly Bar[]): CandleColumns => {
  const columns = candlesOf(bars.length)
  for (const [nth, [start, close]] of bars.entries()) {
    columns.ts[nth] = Date.parse(start)
    columns.close[nth] = close
  }
  return columns
}
const session = '2026-01-09'
const midnight = '2026-01-09T00:00:00+05:30'

const pricesAt = (asOf: string, known: Partial<Record<CandleInterval, Readonly<Record<string, readonly Bar[]>>>>) =>
  lastPrices({
    calendar: nse,
    source: 'zerodha',
    asOf: new Date(asOf),
    newest: (interval) =>
      Promise.resolve(new Map(Object.entries(known[interval] ?? {}).map(([symbol, bars]) => [symbol, barsOf(bars)]))),
  })

test('the price is the close of the bar that ended last, whatever its length, with its age', async () => {
  const prices = await pricesAt('2026-01-09T05:07:00.000Z', {
    '5minute': { INFY: [['2026-01-09T10:30:00+05:30', 101]] },
    '15minute': { INFY: [['2026-01-09T10:15:00+05:30', 99]], TCS: [['2026-01-09T10:15:00+05:30', 50]] },
    day: { INFY: [['2026-01-08T00:00:00+05:30', 90]], ITC: [['2026-01-08T00:00:00+05:30', 40]] },
  })
  expect(prices.get('INFY')).toEqual({
    symbol: 'INFY',
    price: 101,
    at: '2026-01-09T05:05:00.000Z',
    interval: '5minute',
    source: 'zerodha',
    simulated: false,
    provisional: false,
    ageSeconds: 120,
  })
  expect(prices.get('TCS')).toMatchObject({ price: 50, at: '2026-01-09T05:00:00.000Z', ageSeconds: 420 })
  expect(prices.get('ITC')).toMatchObject({ price: 40, at: '2026-01-08T10:00:00.000Z', interval: 'day' })
  expect(prices.has('SBIN')).toBe(false)
})

test('where a daily bar ends together with a shorter one, the close of the day is the price', async () => {
  expect(nse.sessionOn(session)?.close).toBe(Date.parse('2026-01-09T15:30:00+05:30'))
  const prices = await pricesAt('2026-01-09T11:00:00.000Z', {
    '5minute': { INFY: [['2026-01-09T15:25:00+05:30', 101]] },
    day: { INFY: [[midnight, 102]] },
  })
  expect(prices.get('INFY')).toMatchObject({ price: 102, interval: 'day', at: '2026-01-09T10:00:00.000Z' })
})

test('a bar that had not ended is no price, though it was fetched amid it: the one before is', async () => {
  const prices = await pricesAt('2026-01-09T09:00:00.000Z', {
    '5minute': { INFY: [['2026-01-09T14:20:00+05:30', 101]] },
    day: {
      INFY: [
        ['2026-01-08T00:00:00+05:30', 90],
        [midnight, 95],
      ],
      ITC: [
        ['2026-01-08T00:00:00+05:30', 40],
        [midnight, 45],
      ],
      TCS: [[midnight, 50]],
    },
  })
  expect(prices.get('INFY')).toMatchObject({ price: 101, interval: '5minute', ageSeconds: 300 })
  expect(prices.get('ITC')).toMatchObject({ price: 40, at: '2026-01-08T10:00:00.000Z' })
  expect(prices.has('TCS')).toBe(false)
})
