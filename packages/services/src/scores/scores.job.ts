import { type Calendar, istDate } from '@fyntrix/calendar'
import type { ScoresRefresh } from '@fyntrix/domain/scores'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Scores } from './scores.service.ts'

export interface ScoresHandlerDependencies {
  readonly scores: Scores
  readonly calendar: Calendar
  readonly log: Log
}

/** Writes the scores of every symbol into Redis on a day with a session. Repeating it changes nothing. */
export const runScoresJob = async (
  { scores, calendar, log }: ScoresHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<ScoresRefresh>> => {
  if (!calendar.isSession(istDate(nominal.getTime())))
    return { status: 'skipped', why: 'not-due', reason: 'no session today' }
  const result = await scores.refresh()
  log.info({ ...result }, 'scores refreshed')
  return { status: 'ran', result }
}
