import { nse } from '@fyntrix/calendar'
import type { CandleColumns } from '@fyntrix/domain/candles'
import { sessionStart } from '../shared/session.ts'
import { seriesOf } from './series.ts'

/** Daily bars [open, high, low, close] of consecutive sessions of the exchange from `first` on. */
export const sessionBars = (
  first: string,
  bars: readonly (readonly [number, number, number, number])[],
): CandleColumns => ({
  ...seriesOf(bars.map(([open, high, low, close]) => [open, high, low, close, 1000] as const)),
  ts: Float64Array.from(bars, (_, i) => sessionStart(nse.addSessions(first, i).date)),
})
