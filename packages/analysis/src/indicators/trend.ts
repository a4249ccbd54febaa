import type { CandleColumns } from '@fyntrix/domain/candles'
import { ADX, IchimokuCloud, SuperTrend } from 'trading-signals'
import { columnOfBars } from './column.ts'

/** Average directional index (strength of a trend, 0–100) and the directional indicators +DI and −DI (0–100). */
export interface DirectionalMovement {
  readonly adx: Float64Array
  readonly plusDi: Float64Array
  readonly minusDi: Float64Array
}

/** Wilder's directional movement. +DI and −DI start at the `period`-th bar, ADX at the (2·period − 1)-th. */
export const adx = (candles: CandleColumns, period = 14): DirectionalMovement => {
  const indicator = new ADX(period)
  const length = candles.ts.length
  const di = { plusDi: new Float64Array(length).fill(Number.NaN), minusDi: new Float64Array(length).fill(Number.NaN) }
  const line = columnOfBars(candles, (bar, i) => {
    const value = indicator.add(bar)
    const { pdi, mdi } = indicator
    if (typeof pdi === 'number') di.plusDi[i] = 100 * pdi
    if (typeof mdi === 'number') di.minusDi[i] = 100 * mdi
    return value
  })
  return { adx: line, ...di }
}

/** Supertrend line in units of price and its side: 1 while the trend is up (the line lies below), −1 while it is down. */
export interface SupertrendColumns {
  readonly line: Float64Array
  readonly side: Float64Array
}

/** Supertrend: a trailing line `multiplier` ATR(period) from the middle of the bar, which flips when the close crosses it. */
export const supertrend = (candles: CandleColumns, period = 10, multiplier = 3): SupertrendColumns => {
  const indicator = new SuperTrend({ interval: period, multiplier })
  const side = new Float64Array(candles.ts.length).fill(Number.NaN)
  const line = columnOfBars(candles, (bar, i) => {
    const result = indicator.add(bar)
    if (result !== null) side[i] = result.trend === 'BULLISH' ? 1 : -1
    return result?.supertrend ?? null
  })
  return { line, side }
}

/** Lines of the Ichimoku cloud in units of price, each at the bar that it is computed from: spans are not displaced. */
export interface Ichimoku {
  readonly conversion: Float64Array
  readonly base: Float64Array
  readonly spanA: Float64Array
  readonly spanB: Float64Array
}

/** Ichimoku 9/26/52: middles of the range of 9, 26 and 52 bars, and the mean of the first two. The cloud over a bar is the spans of 26 bars before. */
export const ichimoku = (candles: CandleColumns): Ichimoku => {
  const indicator = new IchimokuCloud({ conversionInterval: 9, baseInterval: 26, spanBInterval: 52 })
  const length = candles.ts.length
  const lines = { base: new Float64Array(length), spanA: new Float64Array(length), spanB: new Float64Array(length) }
  const conversion = columnOfBars(candles, (bar, i) => {
    const result = indicator.add(bar)
    lines.base[i] = result?.base ?? Number.NaN
    lines.spanA[i] = result?.spanA ?? Number.NaN
    lines.spanB[i] = result?.spanB ?? Number.NaN
    return result?.conversion ?? null
  })
  return { conversion, ...lines }
}
