import { type CandleColumns, candlesOf } from '@fyntrix/domain/candles'
import { barAt } from './column.ts'

/**
 * Heikin-Ashi bars of a series, with its times and volumes: close = mean of the bar's four prices, open = middle of the previous Heikin-Ashi body
 * (of the bar's own body at the start), high and low widened to hold both. The indicator library has none.
 */
export const heikinAshi = (candles: CandleColumns): CandleColumns => {
  const length = candles.ts.length
  const out = candlesOf(length)
  let middle = Number.NaN
  for (let i = 0; i < length; i++) {
    const bar = barAt(candles, i)
    const close = (bar.open + bar.high + bar.low + bar.close) / 4
    const open = i === 0 ? (bar.open + bar.close) / 2 : middle
    out.open[i] = open
    out.close[i] = close
    out.high[i] = Math.max(bar.high, open, close)
    out.low[i] = Math.min(bar.low, open, close)
    middle = (open + close) / 2
  }
  return { ...out, ts: candles.ts, volume: candles.volume, provisional: candles.provisional }
}
