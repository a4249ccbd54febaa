import type { CandleColumns, CandleSource } from '@fyntrix/domain/candles'
import { DomainError, type Instant, type SessionDate } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Membership, Universe } from '@fyntrix/domain/universes'
import type { EngineConfig } from './config/index.ts'
import { at } from './indicators/index.ts'

/** Candles of one member, oldest first. */
export interface MemberSeries {
  readonly day: CandleColumns
  /** Bars of the mode's intraday interval, null where none are stored. Modes that read daily bars ignore it. */
  readonly intraday: CandleColumns | null
}

/** Everything that a computation of picks may depend on. */
export interface PicksInput {
  readonly universe: Universe
  readonly mode: Mode
  /** Nothing later may be in the candles. The caller cuts them by what was known at this instant; here only their times can be checked. */
  readonly asOf: Instant
  /** Date of the last session: a member whose newest candle is older is left out as stale. */
  readonly session: SessionDate
  readonly source: CandleSource
  readonly members: Membership
  readonly series: ReadonlyMap<string, MemberSeries>
  /** Daily candles of the index or of the fund that stands in for it, null where the source has neither. */
  readonly benchmark: { readonly symbol: string; readonly proxy: boolean; readonly candles: CandleColumns } | null
  readonly config: EngineConfig
}

const priceColumns = ['open', 'high', 'low', 'close'] as const

const refuse = (name: string, problem: string): never => {
  throw new DomainError('internal', `candles of ${name}: ${problem}`)
}

const checkSeries = (name: string, candles: CandleColumns, asOf: number): void => {
  const { ts, volume } = candles
  for (const column of [...priceColumns.map((key) => candles[key]), volume, candles.provisional]) {
    if (column.length !== ts.length) refuse(name, `columns of ${column.length} and ${ts.length} bars`)
  }
  for (let i = 0; i < ts.length; i++) {
    const time = at(ts, i)
    if (!(time <= asOf)) refuse(name, `bar ${i} starts after the as-of instant ${new Date(asOf).toISOString()}`)
    if (i > 0 && !(time > at(ts, i - 1))) refuse(name, `bar ${i} is not later than the one before`)
    if (!(at(volume, i) >= 0)) refuse(name, `bar ${i} has no valid volume`)
    for (const key of priceColumns) {
      const price = at(candles[key], i)
      if (!(price > 0 && price < Number.POSITIVE_INFINITY)) refuse(name, `bar ${i} has no valid ${key}`)
    }
  }
}

/**
 * Throws `internal` if any candle starts after the as-of instant, or if a series is not what a store must deliver: equal columns, ascending times,
 * positive prices. Seeing tomorrow is a defect of the caller and must never become a pick.
 */
export const checkInput = ({ asOf, members, series, benchmark }: PicksInput): void => {
  const instant = Date.parse(asOf)
  for (const symbol of members.symbols) {
    const member = series.get(symbol)
    if (!member) continue
    checkSeries(symbol, member.day, instant)
    if (member.intraday) checkSeries(`${symbol} (intraday)`, member.intraday, instant)
  }
  if (benchmark) checkSeries(benchmark.symbol, benchmark.candles, instant)
}
