import type { Retained } from '@fyntrix/domain/archive'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Retention } from './retention.ts'

export interface RetentionHandlerDependencies {
  readonly retention: Retention
  readonly log: Log
}

/**
 * Does every step of retention as of the nominal time. Repeating it finds nothing that is due. Throws what went wrong, after the other steps, and what the
 * signal was aborted with between two parts.
 */
export const runRetentionJob = async (
  { retention, log }: RetentionHandlerDependencies,
  { nominal, signal }: Occasion,
): Promise<JobOutcome<readonly Retained[]>> => {
  const result = await retention.retainAll(nominal, signal)
  log.info({ retained: result.map(({ step, done, mended }) => `${step} ${done} (${mended} mended)`) }, 'retention done')
  return { status: 'ran', result }
}
