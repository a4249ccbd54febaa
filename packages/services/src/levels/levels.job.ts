import { type Calendar, istDate } from '@fyntrix/calendar'
import type { LevelsRefresh } from '@fyntrix/domain/levels'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Levels } from './levels.service.ts'

export interface LevelsHandlerDependencies {
  readonly levels: Levels
  readonly calendar: Calendar
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Computes the levels of every stock on a day with a session. Repeating it writes what is known by then. */
export const runLevelsJob = async (
  { levels, calendar, log, refreshCandles }: LevelsHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<LevelsRefresh>> => {
  if (!calendar.isSession(istDate(nominal.getTime())))
    return { status: 'skipped', why: 'not-due', reason: 'no session today' }
  await refreshCandles()
  const result = await levels.refresh()
  const { symbols, written, without } = result
  log.info({ symbols, written, without: without.length }, 'levels computed')
  return { status: 'ran', result }
}
