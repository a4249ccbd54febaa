import type { CandleInterval } from '@fyntrix/domain/candles'

/** Daily bars and intraday bars have a table each, partitioned by the start of the bar. */
export type CandleTable = 'candles_daily' | 'candles_intraday'

/** Where bars of an interval are stored. */
export const tableOf = (interval: CandleInterval): CandleTable =>
  interval === 'day' ? 'candles_daily' : 'candles_intraday'
