import type { CandleColumns } from '@fyntrix/domain/candles'
import { MFI, OBV, VWAP } from 'trading-signals'
import { at, columnOfBars } from './column.ts'

/** On-balance volume in shares: volume added on a higher close, taken off on a lower one. NaN at the first bar, counted from zero there. */
export const obv = (candles: CandleColumns): Float64Array => {
  const indicator = new OBV(2)
  return columnOfBars(candles, (bar) => indicator.add(bar))
}

/**
 * Money flow index of `period` changes of the typical price, 0–100. A bar whose typical price did not change flows nowhere. NaN where no money
 * flowed at all, where the library says 50.
 */
export const mfi = (candles: CandleColumns, period = 14): Float64Array => {
  const indicator = new MFI(period)
  const typical = (i: number): number => at(candles.high, i) + at(candles.low, i) + at(candles.close, i)
  let lastFlow = Number.NEGATIVE_INFINITY
  return columnOfBars(candles, (bar, i) => {
    if (i > 0 && bar.volume > 0 && typical(i) !== typical(i - 1)) lastFlow = i
    const value = indicator.add(bar)
    return i - lastFlow < period ? value : null
  })
}

/** Mean typical price weighted by volume, anchored at the first of the given bars, in units of price. NaN until a bar has volume. */
export const vwap = (candles: CandleColumns): Float64Array => {
  const indicator = new VWAP()
  let newest: number | null = null
  return columnOfBars(candles, (bar) => {
    newest = indicator.add(bar) ?? newest
    return newest
  })
}
