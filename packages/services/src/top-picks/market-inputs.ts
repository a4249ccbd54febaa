import { engineConfig } from '@fyntrix/analysis'
import { type CandleColumns, emptyCandles } from '@fyntrix/domain/candles'
import { DomainError, type SessionDate } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import { benchmarks, type Membership, type Universe } from '@fyntrix/domain/universes'
import { type Candles, lastSession } from '../candles/index.ts'

/** Bars that a computation gets to see: a year of sessions, a quarter to spare for missing ones, and the longest window of an indicator. */
const dailyBars = 400
const intradayBars = 600

/** Everything that a run looks at, read at one as-of instant. */
export interface MarketInputs {
  readonly session: SessionDate
  readonly series: ReadonlyMap<string, { readonly day: CandleColumns; readonly intraday: CandleColumns | null }>
  readonly benchmark: { readonly symbol: string; readonly proxy: boolean; readonly candles: CandleColumns } | null
}

/** Daily bars of the members and of `others`, and bars of the mode's interval where it has one of its own; as known at `asOf`. */
export const readBars = async (
  candles: Candles,
  { mode, asOf, symbols, others }: { mode: Mode; asOf: Date; symbols: readonly string[]; others: readonly string[] },
) => {
  const { interval } = engineConfig.modes[mode]
  const [daily, intraday] = await Promise.all([
    candles.many([...symbols, ...others], 'day', asOf, dailyBars),
    interval !== 'day' && (await candles.has(interval)) ? candles.many(symbols, interval, asOf, intradayBars) : null,
  ])
  const series = symbols
    .filter((symbol) => daily.has(symbol))
    .map((symbol) => {
      const day = daily.get(symbol) ?? emptyCandles()
      return [symbol, { day, intraday: intraday && (intraday.get(symbol) ?? emptyCandles()) }] as const
    })
  return { daily, series: new Map(series) }
}

/** Reads the candles of the members and of the benchmark, known at `asOf`. Throws `refused` when there is no session to compute from. */
export const readMarketInputs = async (
  candles: Candles,
  { universe, mode, asOf, members }: { universe: Universe; mode: Mode; asOf: Date; members: Membership },
): Promise<MarketInputs> => {
  const { index, proxy } = benchmarks[universe]
  const { daily, series } = await readBars(candles, { mode, asOf, symbols: members.symbols, others: [index, proxy] })
  const session = lastSession([...series.values()].map(({ day }) => day))
  if (session === null) {
    throw new DomainError(
      'refused',
      `no ${candles.source} candles of ${universe} were known at ${asOf.toISOString()}: import some, or choose a later instant`,
    )
  }
  const chosen = daily.has(index) ? index : proxy
  const benchmark = daily.get(chosen)
  return {
    session,
    series,
    benchmark: benchmark === undefined ? null : { symbol: chosen, proxy: chosen === proxy, candles: benchmark },
  }
}
