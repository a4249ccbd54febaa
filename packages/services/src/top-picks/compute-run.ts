import { computePicks, engineConfig } from '@fyntrix/analysis'
import type { Lane } from '@fyntrix/domain/shared'
import { toInstant } from '@fyntrix/domain/shared'
import type { Mode, PicksResult, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import type { Universes } from '../universes/index.ts'
import { readMarketInputs } from './market-inputs.ts'

export interface Computation {
  readonly result: PicksResult
  readonly analyses: readonly SymbolAnalysis[]
}

/** Picks of a universe and mode from the candles known at `asOf`. Writes nothing; the same candles and instant give the same bytes. */
export const computeRun = async (
  { candles, universes }: { candles: Candles; universes: Universes },
  { universe, mode, asOf }: { universe: Universe; mode: Mode; asOf: Date },
): Promise<Computation> => {
  const members = universes.members(universe, asOf)
  const inputs = await readMarketInputs(candles, { universe, mode, asOf, members })
  return computePicks({
    universe,
    mode,
    asOf: toInstant(asOf),
    source: candles.source,
    members,
    config: engineConfig,
    ...inputs,
  })
}

/** The lane that candles of a source may be used in, given whether the clock stands. */
export const laneOf = (source: Candles['source'], standing: boolean): Lane => {
  if (source === 'simulated') return 'simulated'
  return standing ? 'replay' : 'live'
}
