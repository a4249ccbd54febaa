import { resolve } from 'node:path'
import { CandleSource } from '@fyntrix/domain/candles'
import type { Lane } from '@fyntrix/domain/shared'
import { CommandFailure } from '../shared/failure.ts'
import type { HomeConfig } from './home.ts'

export interface UpRequest {
  readonly marketData: string | undefined
  readonly asOf: string | undefined
  readonly lane: Lane | undefined
}

/** What `up` would make of the home, before it is known where the clock of a replay stands. */
export const requestedHome = (request: UpRequest, source: CandleSource | null): Omit<HomeConfig, 'asOf'> => {
  if (request.marketData === undefined) {
    if (request.asOf !== undefined) {
      throw new CommandFailure('--as-of replays stored candles: it needs --market-data DIR', 2)
    }
    return { lane: 'simulated', source: CandleSource.enum.simulated, marketData: null }
  }
  if (source === null) throw new CommandFailure('the layout of --market-data is unknown', 2)
  return { lane: 'replay', source, marketData: resolve(request.marketData) }
}

/**
 * Refuses to turn a home of one lane or source into one of another unless `--lane` asks for it by name: two kinds of numbers in one place are how
 * made-up prices end up in real reports.
 */
export const checkLane = (
  stored: HomeConfig | undefined,
  wanted: Omit<HomeConfig, 'asOf'>,
  lane: Lane | undefined,
): { readonly changed: boolean } => {
  if (lane !== undefined && lane !== wanted.lane) {
    throw new CommandFailure(`these options make a ${wanted.lane} home, not a ${lane} one`, 2)
  }
  const changed = stored !== undefined && (stored.lane !== wanted.lane || stored.source !== wanted.source)
  if (changed && lane === undefined) {
    throw new CommandFailure(
      `this home serves the ${stored.lane} lane from ${stored.source}: use another one (FYNTRIX_HOME=DIR), or change it with --lane ${wanted.lane}`,
      2,
    )
  }
  return { changed }
}
