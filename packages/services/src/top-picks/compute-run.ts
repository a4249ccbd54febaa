import { engineConfig, finishPicks, planPicks } from '@fyntrix/analysis'
import type { Lane } from '@fyntrix/domain/shared'
import { toInstant } from '@fyntrix/domain/shared'
import type { Mode, PicksResult, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import type { Universes } from '../universes/index.ts'
import { readMarketInputs } from './market-inputs.ts'
import { inProcess, type SymbolWork } from './symbol-work.ts'

export interface Computation {
  readonly result: PicksResult
  readonly analyses: readonly SymbolAnalysis[]
}

interface Dependencies {
  readonly candles: Candles
  readonly universes: Universes
  /** Where the agents are asked; in this process by default. */
  readonly work?: SymbolWork
}

interface Question {
  readonly universe: Universe
  readonly mode: Mode
  readonly asOf: Date
  /** Ends the waiting for workers. */
  readonly signal?: AbortSignal
}

/**
 * Picks of a universe and mode from the candles known at `asOf`. Writes nothing; the same candles and instant give the same bytes, wherever the agents are
 * asked. Throws `refused` without a session to compute from, and what `work` throws.
 */
export const computeRun = async (
  { candles, universes, work = inProcess }: Dependencies,
  { universe, mode, asOf, signal }: Question,
): Promise<Computation> => {
  const members = universes.members(universe, asOf)
  const inputs = await readMarketInputs(candles, { universe, mode, asOf, members })
  const plan = planPicks({
    universe,
    mode,
    asOf: toInstant(asOf),
    source: candles.source,
    members,
    config: engineConfig,
    ...inputs,
  })
  return finishPicks(plan, await work.answersOf(plan, signal))
}

/** The lane that candles of a source may be used in, given whether the clock stands. */
export const laneOf = (source: Candles['source'], standing: boolean): Lane => {
  if (source === 'simulated') return 'simulated'
  return standing ? 'replay' : 'live'
}
