import {
  CandleHistory,
  CandleHistoryCounts,
  CandleHistoryQuery,
  CandleQuery,
  CandleSeries,
} from '@fyntrix/domain/candles'
import { router, scoped } from '../trpc.ts'

export const candlesRouter = router({
  /** The newest bars of one series that were known at `asOf`, as columns. */
  series: scoped('read', { cost: 2 })
    .input(CandleQuery)
    .output(CandleSeries)
    .query(({ ctx, input }) => ctx.app.services.candles.series(input)),

  /** The bars of the sessions from one date to another, through the cache; with `asOf`, those that were known then. */
  history: scoped('read', { cost: 5 })
    .input(CandleHistoryQuery)
    .output(CandleHistory)
    .query(({ ctx, input }) => ctx.app.services.candleHistories.between(input)),

  /** How often windows of candles were found in the cache, in all processes. */
  historyCounts: scoped('read')
    .output(CandleHistoryCounts)
    .query(({ ctx }) => ctx.app.services.candleHistories.counts()),
})
