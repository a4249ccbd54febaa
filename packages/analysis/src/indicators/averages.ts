import { EMA, SMA } from 'trading-signals'
import { mapColumn } from './column.ts'

/** Simple moving average of the newest `period` values. NaN for the first `period − 1` and for the warm-up of `values`. */
export const sma = (values: Float64Array, period: number): Float64Array => {
  const indicator = new SMA(period)
  return mapColumn(values, (value) => indicator.add(value))
}

/**
 * Exponential moving average with factor 2 / (period + 1), started at the first value. NaN for the first `period − 1`, where the start still
 * dominates.
 */
export const ema = (values: Float64Array, period: number): Float64Array => {
  const indicator = new EMA(period)
  let seen = 0
  return mapColumn(values, (value) => {
    const average = indicator.add(value)
    seen += 1
    return seen < period ? null : average
  })
}
