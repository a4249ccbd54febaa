import type { LevelsRefresh } from '@fyntrix/domain/levels'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Levels } from './levels.service.ts'

export interface LevelsHandlerDependencies {
  readonly levels: Levels
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Computes the levels of every stock. Repeating it writes what is known by then. */
export const runLevelsJob = async ({
  levels,
  log,
  refreshCandles,
}: LevelsHandlerDependencies): Promise<JobOutcome<LevelsRefresh>> => {
  await refreshCandles()
  const result = await levels.refresh()
  const { symbols, written, without } = result
  log.info({ symbols, written, without: without.length }, 'levels computed')
  return { status: 'ran', result }
}
