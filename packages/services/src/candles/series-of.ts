import { istDate } from '@fyntrix/calendar'
import type { CandleColumns, CandleInterval, CandleSeries, CandleSource } from '@fyntrix/domain/candles'
import { toInstant } from '@fyntrix/domain/shared'

interface Told {
  readonly source: CandleSource
  readonly symbol: string
  readonly interval: CandleInterval
  readonly asOf: Date
  readonly candles: CandleColumns
}

/** Candles as they go over the wire. */
export const seriesOf = ({ source, symbol, interval, asOf, candles }: Told): CandleSeries => {
  const list = (column: Float64Array) => Array.from(column)
  return {
    source,
    simulated: source === 'simulated',
    symbol,
    interval,
    asOf: toInstant(asOf),
    ts: Array.from(candles.ts, (ts) => toInstant(new Date(ts))),
    session: Array.from(candles.ts, (ts) => istDate(ts)),
    open: list(candles.open),
    high: list(candles.high),
    low: list(candles.low),
    close: list(candles.close),
    volume: list(candles.volume),
    provisional: Array.from(candles.provisional, (flag) => flag === 1),
  }
}
