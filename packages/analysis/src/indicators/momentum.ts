import type { CandleColumns } from '@fyntrix/domain/candles'
import { EMA, MACD, Period, RSI, SMA, WilliamsR } from 'trading-signals'
import { at, columnOf, columnOfBars, mapColumn } from './column.ts'

/**
 * Relative strength index by Wilder's smoothing, 0–100; first value after `period` changes. NaN while the price has never moved: strength relative to
 * nothing is undefined, where the library says 100.
 */
export const rsi = (values: Float64Array, period = 14): Float64Array => {
  const indicator = new RSI(period)
  let moved = false
  return columnOf(values.length, (i) => {
    moved ||= i > 0 && at(values, i) !== at(values, i - 1)
    const value = indicator.add(at(values, i))
    return moved ? value : null
  })
}

/** Moving average convergence/divergence: EMA(fast) − EMA(slow), its EMA(signal), and their difference, all in units of price. */
export interface Macd {
  readonly macd: Float64Array
  readonly signal: Float64Array
  readonly histogram: Float64Array
}

/** MACD. `macd` starts at the `slow`-th value, `signal` and `histogram` when `signal` values of it exist. */
export const macd = (values: Float64Array, fast = 12, slow = 26, signal = 9): Macd => {
  const indicator = new MACD(new EMA(fast), new EMA(slow), new EMA(signal))
  const lines = { signal: new Float64Array(values.length), histogram: new Float64Array(values.length) }
  const line = columnOf(values.length, (i) => {
    const result = indicator.add(at(values, i))
    const settled = result !== null && i >= slow + signal - 2
    lines.signal[i] = settled ? result.signal : Number.NaN
    lines.histogram[i] = settled ? result.histogram : Number.NaN
    return result?.macd ?? null
  })
  return { macd: line, ...lines }
}

/** Stochastic RSI: %K, smoothed, and %D, its average; both 0–100. */
export interface StochasticRsi {
  readonly k: Float64Array
  readonly d: Float64Array
}

/**
 * Where the RSI stands within its own range of `period` values, averaged over `smooth` values (%K) and again (%D). Composed of the library's parts,
 * because its own StochasticRSI skips values of exactly zero. NaN where the RSI did not move.
 */
export const stochasticRsi = (values: Float64Array, period = 14, smooth = 3): StochasticRsi => {
  const range = new Period(period)
  const raw = mapColumn(rsi(values, period), (value) => {
    const extremes = range.add(value)
    if (extremes === null || extremes.highest === extremes.lowest) return null
    return (100 * (value - extremes.lowest)) / (extremes.highest - extremes.lowest)
  })
  const [average, averageOfAverage] = [new SMA(smooth), new SMA(smooth)]
  const k = mapColumn(raw, (value) => average.add(value))
  return { k, d: mapColumn(k, (value) => averageOfAverage.add(value)) }
}

/** Williams %R: where the close stands within the range of `period` bars, −100 (low) to 0 (high). NaN where there is no range. */
export const williamsR = (candles: CandleColumns, period = 14): Float64Array => {
  const indicator = new WilliamsR(period)
  const highs = new Period(period)
  const lows = new Period(period)
  return columnOfBars(candles, (bar) => {
    const value = indicator.add(bar)
    const high = highs.add(bar.high)
    const low = lows.add(bar.low)
    return high !== null && low !== null && high.highest > low.lowest ? value : null
  })
}
