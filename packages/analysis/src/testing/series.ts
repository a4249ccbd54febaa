import { type CandleColumns, candlesOf } from '@fyntrix/domain/candles'

/** A generator of numbers in [0, 1) that depends on nothing but its seed (mulberry32). */
export const random = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const dayMs = 86_400_000

/** Start of the daily candle of 2025-01-01, from which test series run on a bar each civil day. */
export const firstBar = Date.parse('2024-12-31T18:30:00Z')

/** Start of the `index`-th daily bar of a test series. */
export const barTime = (index: number): number => firstBar + index * dayMs

/** Builds a series from bars of [open, high, low, close, volume]. */
export const seriesOf = (bars: readonly (readonly [number, number, number, number, number])[]): CandleColumns => {
  const candles = candlesOf(bars.length)
  bars.forEach(([open, high, low, close, volume], i) => {
    candles.ts[i] = barTime(i)
    candles.open[i] = open
    candles.high[i] = high
    candles.low[i] = low
    candles.close[i] = close
    candles.volume[i] = volume
  })
  return candles
}

/** A random walk of daily bars. `drift` and `noise` are fractions of the price per bar; overnight moves stay far below a break. */
export const walk = (seed: number, length: number, { start = 1000, drift = 0, noise = 0.015 } = {}): CandleColumns => {
  const next = random(seed)
  const spread = (): number => (next() + next() + next() - 1.5) * 1.4
  let close = start
  return seriesOf(
    Array.from({ length }, () => {
      const open = close * (1 + 0.3 * noise * spread())
      close = open * (1 + drift + noise * spread())
      const high = Math.max(open, close) * (1 + 0.5 * noise * next())
      const low = Math.min(open, close) * (1 - 0.5 * noise * next())
      return [open, high, low, close, Math.round(1e6 * (0.5 + next()))] as const
    }),
  )
}

/** The same bars reflected at the price `2·centre`: p → 2·centre − p. What rose now falls by as much. */
export const reflect = (candles: CandleColumns, centre: number): CandleColumns => {
  const turn = (column: Float64Array): Float64Array => column.map((price) => 2 * centre - price)
  return {
    ...candles,
    open: turn(candles.open),
    high: turn(candles.low),
    low: turn(candles.high),
    close: turn(candles.close),
  }
}
