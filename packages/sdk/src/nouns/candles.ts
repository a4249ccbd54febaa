import type { CandleSeries, RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Series of bars. */
export interface CandlesClient {
  /** The newest bars of one series that were known at `asOf`, by default now. */
  series(input: RouterInputs['candles']['series'], options?: CallOptions): Promise<CandleSeries>
  /** The bars of the sessions from one date to another, both inclusive; with `asOf`, those that were known then. */
  history(
    input: RouterInputs['candles']['history'],
    options?: CallOptions,
  ): Promise<RouterOutputs['candles']['history']>
  /** How often windows of candles were found in the cache. Rejects with `unavailable` while Redis is away. */
  historyCounts(options?: CallOptions): Promise<RouterOutputs['candles']['historyCounts']>
}

export const candlesClient = ({ api, call }: Connection): CandlesClient => ({
  series: (input, options) => call(api.candles.series.query(input, options)),
  history: (input, options) => call(api.candles.history.query(input, options)),
  historyCounts: (options) => call(api.candles.historyCounts.query(undefined, options)),
})
