import type { CandleColumns } from '@fyntrix/domain/candles'
import { at, barAt } from '../indicators/index.ts'

const wilder = (values: readonly number[], period: number): number[] => {
  const out: number[] = []
  let average = Number.NaN
  values.forEach((value, i) => {
    if (i === period - 1) average = values.slice(0, period).reduce((sum, v) => sum + v, 0) / period
    else if (i >= period) average = (average * (period - 1) + value) / period
    out.push(average)
  })
  return out
}

/** RSI by Wilder's formula: 100 − 100 ÷ (1 + average gain ÷ average loss), averages started by a simple mean. */
export const referenceRsi = (closes: Float64Array, period: number): number[] => {
  const changes = Array.from(closes.subarray(1), (close, i) => close - at(closes, i))
  const gains = wilder(
    changes.map((change) => Math.max(change, 0)),
    period,
  )
  const losses = wilder(
    changes.map((change) => Math.max(-change, 0)),
    period,
  )
  return [Number.NaN, ...gains.map((gain, i) => 100 - 100 / (1 + gain / (losses[i] ?? Number.NaN)))]
}

/** ATR from the definition of the true range, the first being high − low, with Wilder's average. */
export const referenceAtr = (candles: CandleColumns, period: number): number[] =>
  wilder(
    Array.from(candles.ts, (_, i) => {
      const { high, low } = barAt(candles, i)
      const before = i === 0 ? at(candles.close, 0) : at(candles.close, i - 1)
      return i === 0 ? high - low : Math.max(high, before) - Math.min(low, before)
    }),
    period,
  )

/** Money flow index from its definition: money on rising typical prices ÷ money on rising and falling ones, over `period` changes. */
export const referenceMfi = (candles: CandleColumns, period: number): number[] => {
  const typical = (i: number): number => {
    const { high, low, close } = barAt(candles, i)
    return (high + low + close) / 3
  }
  return Array.from(candles.ts, (_, i) => {
    if (i < period) return Number.NaN
    let [up, down] = [0, 0]
    for (let j = i - period + 1; j <= i; j++) {
      const flow = typical(j) * at(candles.volume, j)
      if (typical(j) > typical(j - 1)) up += flow
      if (typical(j) < typical(j - 1)) down += flow
    }
    return (100 * up) / (up + down)
  })
}

/**
 * Supertrend by its usual rules: bands at the middle of the bar ± multiplier · ATR, each of which only tightens while the previous close stays within
 * it; the trend flips when the close leaves the band on the other side.
 */
export const referenceSupertrend = (candles: CandleColumns, period: number, multiplier: number): number[] => {
  const ranges = referenceAtr(candles, period)
  let [upper, lower, up] = [Number.NaN, Number.NaN, false]
  return ranges.map((range, i) => {
    if (Number.isNaN(range)) return Number.NaN
    const { high, low, close } = barAt(candles, i)
    const [basicUpper, basicLower] = [(high + low) / 2 + multiplier * range, (high + low) / 2 - multiplier * range]
    const before = at(candles.close, i - 1)
    const started = !Number.isNaN(upper)
    upper = started && before <= upper ? Math.min(basicUpper, upper) : basicUpper
    lower = started && before >= lower ? Math.max(basicLower, lower) : basicLower
    up = started && up ? close >= lower : close > upper
    return up ? lower : upper
  })
}
