import { CandleQuery, CandleSeries } from '@fyntrix/domain/candles'
import { router, scoped } from '../trpc.ts'

export const candlesRouter = router({
  /** The newest bars of one series that were known at `asOf`, as columns. */
  series: scoped('read', { cost: 2 })
    .input(CandleQuery)
    .output(CandleSeries)
    .query(({ ctx, input }) => ctx.app.services.candles.series(input)),
})
