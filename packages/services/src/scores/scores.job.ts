import type { ScoresRefresh } from '@fyntrix/domain/scores'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Scores } from './scores.service.ts'

export interface ScoresHandlerDependencies {
  readonly scores: Scores
  readonly log: Log
}

/** Writes the scores of every symbol into Redis. Repeating it changes nothing. */
export const runScoresJob = async ({ scores, log }: ScoresHandlerDependencies): Promise<JobOutcome<ScoresRefresh>> => {
  const result = await scores.refresh()
  log.info({ ...result }, 'scores refreshed')
  return { status: 'ran', result }
}
