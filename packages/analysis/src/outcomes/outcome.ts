import type { CandleColumns } from '@fyntrix/domain/candles'
import type { ClosedOutcome, UnavailableOutcome } from '@fyntrix/domain/pick-events'
import type { Direction } from '@fyntrix/domain/top-picks'
import { at, last } from '../indicators/index.ts'
import { clamp } from '../shared/numbers.ts'
import { type Benchmark, benchmarkReturn } from './benchmark-return.ts'
import { excursionsOf } from './excursions.ts'
import { type ExitRules, exitOf, signOf } from './exit-rules.ts'
import { heldBars } from './held-bars.ts'
import type { Holding } from './holding.ts'
import type { OutcomeConfig } from './outcome-config.ts'
import { labelOf, signedReturnPct } from './signed-return.ts'

/** A position to follow: which way, over which bars, when to leave. */
export interface Position {
  readonly direction: Direction
  readonly holding: Holding
  readonly exits: ExitRules
  /** Candles in the holding's bars; earlier and later ones are not looked at, but for the close before the entry. */
  readonly candles: CandleColumns
  readonly benchmark: Benchmark
  /** See `betaAt`. */
  readonly beta: number | null
  /** Assumed costs of entering and leaving together, in percent of the entry price. */
  readonly costPct: number
}

const extreme = (column: Float64Array, pick: (...values: number[]) => number): number =>
  column.reduce((a, b) => pick(a, b))

/**
 * How a position ended: the one function behind outcomes, exits, dashboards, policies and replays. It looks at the bars of the holding only, so later
 * candles change nothing. Alpha is net return − sign × benchmark return, beta-adjusted alpha net return − sign × beta × benchmark return.
 */
export const outcomeOf = (position: Position, config: OutcomeConfig): ClosedOutcome | UnavailableOutcome => {
  const { direction, holding, exits, candles, beta, costPct } = position
  const held = heldBars(candles, holding, config.breakThreshold)
  if (!held.usable) return { status: 'unavailable', code: held.code, detail: held.detail }
  const { bars } = held
  const sign = signOf(direction)
  const entryPrice = at(bars.open, 0)
  const signedPct = (price: number): number => signedReturnPct(direction, entryPrice, price)
  const exit = exitOf(bars, direction, exits)
  const { runupPct, drawdownPct } = excursionsOf(bars, direction, exit)
  const comparison = benchmarkReturn(position.benchmark, holding, exit, config.breakThreshold)
  const grossReturnPct = signedPct(exit.price)
  const netReturnPct = grossReturnPct - costPct
  const market = comparison.benchmark === null ? null : sign * comparison.benchmark.returnPct
  const instant = (bar: number, edge: 'open' | 'close'): string =>
    new Date(holding.bars[bar]?.[edge] ?? Number.NaN).toISOString()
  return {
    status: 'closed',
    entryAt: instant(0, 'open'),
    entryPrice,
    exitAt: instant(exit.bar, exit.when === 'open' ? 'open' : 'close'),
    exitPrice: exit.price,
    exitReason: exit.reason,
    horizonEndAt: instant(holding.bars.length - 1, 'close'),
    closePrice: last(bars.close),
    highPrice: extreme(bars.high, Math.max),
    lowPrice: extreme(bars.low, Math.min),
    grossReturnPct,
    costPct,
    netReturnPct,
    closeReturnPct: signedPct(last(bars.close)),
    maxRunupPct: runupPct,
    maxDrawdownPct: drawdownPct,
    captureRatio: runupPct > 0 ? clamp(grossReturnPct / runupPct, 0, 1) : null,
    hitTarget: exit.reason === 'TARGET',
    hitStop: exit.reason === 'STOP',
    ...comparison,
    beta,
    alphaPct: market === null ? null : netReturnPct - market,
    betaAlphaPct: market === null || beta === null ? null : netReturnPct - beta * market,
    label: labelOf(netReturnPct, config),
  }
}
