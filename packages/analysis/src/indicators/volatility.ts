import type { CandleColumns } from '@fyntrix/domain/candles'
import { ATR, BollingerBands } from 'trading-signals'
import { at, columnOf, columnOfBars } from './column.ts'

/** Average true range by Wilder's smoothing, in units of price. The first bar's true range is high − low, as it has no previous close. */
export const atr = (candles: CandleColumns, period = 14): Float64Array => {
  const indicator = new ATR(period)
  return columnOfBars(candles, (bar) => indicator.add(bar))
}

/** Bollinger bands in units of price. */
export interface Bands {
  readonly lower: Float64Array
  readonly middle: Float64Array
  readonly upper: Float64Array
}

/** SMA(period) ± `deviations` population standard deviations of the same `period` values. */
export const bollinger = (values: Float64Array, period = 20, deviations = 2): Bands => {
  const indicator = new BollingerBands(period, deviations)
  const outer = { lower: new Float64Array(values.length), upper: new Float64Array(values.length) }
  const middle = columnOf(values.length, (i) => {
    const bands = indicator.add(at(values, i))
    outer.lower[i] = bands?.lower ?? Number.NaN
    outer.upper[i] = bands?.upper ?? Number.NaN
    return bands?.middle ?? null
  })
  return { ...outer, middle }
}
