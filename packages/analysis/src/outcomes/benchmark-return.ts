import type { CandleColumns } from '@fyntrix/domain/candles'
import type { ClosedOutcome } from '@fyntrix/domain/pick-events'
import { at } from '../indicators/index.ts'
import type { Exit } from './exit-rules.ts'
import { heldBars } from './held-bars.ts'
import type { Holding } from './holding.ts'

/** What a pick is compared with, in the bars of its holding, or why with nothing. */
export type Benchmark =
  | { readonly symbol: string; readonly proxy: boolean; readonly candles: CandleColumns }
  | { readonly symbol: null; readonly reason: string }

/** The benchmark's part of an outcome. */
export type Comparison = Pick<ClosedOutcome, 'benchmark' | 'benchmarkReason'>

/**
 * The return of the benchmark in percent over the bars of the holding up to the exit: from the open of the first to the open of the exit's bar where the
 * position was left at the open, else to its close. For an exit within a bar that is at most one bar too long, since a bar does not say when.
 */
export const benchmarkReturn = (
  benchmark: Benchmark,
  holding: Holding,
  exit: Exit,
  breakThreshold: number,
): Comparison => {
  if (benchmark.symbol === null) return { benchmark: null, benchmarkReason: benchmark.reason }
  const { symbol, proxy, candles } = benchmark
  const held = heldBars(candles, { ...holding, bars: holding.bars.slice(0, exit.bar + 1) }, breakThreshold)
  if (!held.usable) return { benchmark: null, benchmarkReason: `${symbol}: ${held.detail}` }
  const left = at(exit.when === 'open' ? held.bars.open : held.bars.close, exit.bar)
  const returnPct = 100 * (left / at(held.bars.open, 0) - 1)
  return { benchmark: { symbol, proxy, returnPct }, benchmarkReason: null }
}
