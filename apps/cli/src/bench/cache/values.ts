import { join } from 'node:path'
import { float64, frame, instant, scaled } from '@fyntrix/cache/frames'
import { nse } from '@fyntrix/calendar'
import { type CandleProvider, createSimulatedMarket, detectProvider } from '@fyntrix/market-data'

/** A power of two, so that a loop over them costs next to nothing. */
export const symbols: readonly string[] = Array.from({ length: 64 }, (_, i) => `SYM${i}`)

/** The i-th of an endless row of symbols. */
export const symbolAt = (i: number): string => symbols[i & 63] ?? ''

/** A small value, as a last quote is. */
export const quoteOf = (key: string) => ({
  key,
  price: 2_945.55,
  change: -0.42,
  volume: 1_234_567,
  at: '2026-07-09T10:30:00Z',
})

/** What is known of a stock, padded to exactly `bytes` of JSON. */
export const stockOf = (key: string, bytes: number) => {
  const levels = Array.from({ length: 8 }, (_, i) => ({
    price: 2_900 + i * 12.35,
    strength: 0.9 - i / 10,
    touches: 3 + i,
  }))
  const stock = { ...quoteOf(key), sector: 'Energy', isin: 'INE002A01018', lot: 250, levels, note: '' }
  return { ...stock, note: 'x'.repeat(Math.max(0, bytes - JSON.stringify(stock).length)) }
}

const names = ['ts', 'open', 'high', 'low', 'close', 'volume'] as const

/** Bars as columns: instants in epoch milliseconds, prices, volume. */
export type Bars = Readonly<Record<(typeof names)[number], Float64Array>>

const onTick = (price: number): number => Math.round(price * 100) / 100

const barsOf = async (provider: CandleProvider, interval: string, count: number): Promise<Bars> => {
  const bars = Object.fromEntries(names.map((name) => [name, new Float64Array(count)]))
  let length = 0
  for await (const item of provider.read()) {
    if (item.kind !== 'batch' || item.batch.interval !== interval) continue
    const taken = Math.min(count - length, item.batch.candles.ts.length)
    for (const name of names) {
      const values = item.batch.candles[name].subarray(0, taken)
      bars[name]?.set(name === 'ts' || name === 'volume' ? values : values.map(onTick), length)
    }
    length += taken
    if (length === count) return asBars(bars)
  }
  throw new RangeError(`the source has ${length} bars instead of ${count}`)
}

const asBars = ({ ts, open, high, low, close, volume }: Record<string, Float64Array>): Bars => {
  if (!(ts && open && high && low && close && volume)) throw new TypeError('a column is missing')
  return { ts, open, high, low, close, volume }
}

/** Simulated five-minute bars of one symbol, on a tick of 0.05. */
export const simulatedBars = (count: number): Promise<Bars> => {
  const depth = { day: 200, '15minute': 1, '5minute': Math.ceil(count / 75) + 1 }
  const now = () => new Date('2026-07-09T10:30:00Z')
  return barsOf(
    createSimulatedMarket({ seed: 'fyntrix', calendar: nse, now, symbols: ['RELIANCE'], depth }),
    '5minute',
    count,
  )
}

/** Real daily bars of one symbol after the other, prices rounded to a tick of 0.01. */
export const realBars = async (sharedData: string, count: number): Promise<Bars> =>
  barsOf(await detectProvider(join(sharedData, 'market/nse-daily'), nse), 'day', count)

/** The same bars as most programs keep them in JSON: one object a bar. */
export const rowsOf = ({ ts, open, high, low, close, volume }: Bars) =>
  Array.from(ts, (at, i) => ({ ts: at, open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] }))

/** Bars as differences of int32, exact on a tick of 0.01. */
export const scaledBars = frame({
  ts: instant({ delta: true }),
  open: scaled(2),
  high: scaled(2),
  low: scaled(2),
  close: scaled(2),
  volume: scaled(0),
})

/** Bars as doubles, every bit kept. */
export const doubleBars = frame({
  ts: instant(),
  open: float64(),
  high: float64(),
  low: float64(),
  close: float64(),
  volume: float64(),
})
