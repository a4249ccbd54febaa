import {
  type Benchmark,
  betaAt,
  engineConfig,
  exitsOfPlan,
  outcomeConfig,
  outcomeOf,
  type Position,
} from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { DueOutcome, EvaluatedOutcome } from '@fyntrix/db/pick-events'
import { type CandleColumns, type CandleInterval, emptyCandles } from '@fyntrix/domain/candles'
import { benchmarks, type Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import { holdingFor } from './due.ts'

/** Bars that are read: the window of beta, which ends before the signal, and the longest holding with room to spare. */
const barsRead: Readonly<Record<'day' | 'intraday', number>> = { day: 160, intraday: 250 }

type Series = ReadonlyMap<string, CandleColumns>

/** Everything that outcomes of one due time and interval look at. */
interface Market {
  readonly day: Series
  readonly held: Series
}

const readMarket = async (
  candles: Candles,
  interval: CandleInterval,
  asOf: Date,
  due: readonly DueOutcome[],
): Promise<Market> => {
  const universes = new Set(due.map(({ universe }) => universe))
  const references = [...universes].flatMap((universe) => Object.values(benchmarks[universe]))
  const symbols = [...new Set([...due.map(({ symbol }) => symbol), ...references])]
  const day = await candles.many(symbols, 'day', asOf, barsRead.day)
  if (interval === 'day') return { day, held: day }
  return { day, held: await candles.many(symbols, interval, asOf, barsRead.intraday) }
}

const benchmarkOf = (universe: Universe, { held }: Market): Benchmark => {
  const { index, proxy } = benchmarks[universe]
  for (const symbol of [index, proxy]) {
    const candles = held.get(symbol)
    if (candles) return { symbol, proxy: symbol === proxy, candles }
  }
  return { symbol: null, reason: `the source has neither ${index} nor ${proxy}` }
}

/** A due outcome and what became of it. */
export interface Followed {
  readonly due: DueOutcome
  readonly outcome: EvaluatedOutcome['outcome']
}

/** A pick that is followed: its position over the horizon, without exits. */
export interface FollowedPosition<Due extends DueOutcome = DueOutcome> {
  readonly due: Due
  readonly position: Omit<Position, 'exits'>
}

const positionIn = <Due extends DueOutcome>(calendar: Calendar, market: Market, due: Due): FollowedPosition<Due> => {
  const benchmark = benchmarkOf(due.universe, market)
  const day = market.day.get(due.symbol) ?? emptyCandles()
  const reference = benchmark.symbol === null ? undefined : market.day.get(benchmark.symbol)
  return {
    due,
    position: {
      direction: due.direction,
      holding: holdingFor(calendar, due),
      candles: market.held.get(due.symbol) ?? emptyCandles(),
      benchmark,
      beta: reference ? betaAt(due.signalAt, day, reference, engineConfig) : null,
      costPct: outcomeConfig.costPct[due.mode],
    },
  }
}

/**
 * Positions of picks whose time has come. Each holds the candles that were known at its due time, whenever that is asked, so that doing it late or again
 * gives the same answer; candles are read once for all that fall due together.
 */
export const positionsOf = async <Due extends DueOutcome>(
  { candles, calendar }: { candles: Candles; calendar: Calendar },
  due: readonly Due[],
): Promise<FollowedPosition<Due>[]> => {
  const groups = Map.groupBy(due, ({ dueAt, mode }) => `${dueAt} ${engineConfig.modes[mode].interval}`)
  const positions: FollowedPosition<Due>[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const market = await readMarket(candles, engineConfig.modes[first.mode].interval, new Date(first.dueAt), group)
    positions.push(...group.map((one) => positionIn(calendar, market, one)))
  }
  return positions
}

/** Outcomes of picks whose time has come, by the plans of the picks. */
export const followAll = async (
  deps: { candles: Candles; calendar: Calendar },
  due: readonly DueOutcome[],
): Promise<Followed[]> =>
  (await positionsOf(deps, due)).map(({ due: pick, position }) => {
    const exits = exitsOfPlan(pick, outcomeConfig)
    return { due: pick, outcome: outcomeOf({ ...position, exits }, outcomeConfig) }
  })
