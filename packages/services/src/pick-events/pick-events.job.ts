import type { OutcomesReport } from '@fyntrix/domain/pick-events'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { PickEvents } from './pick-events.service.ts'

export interface OutcomesHandlerDependencies {
  readonly pickEvents: PickEvents
  readonly log: Log
}

/** Tells the outcomes that could be known at the nominal time. Repeating it adds nothing. */
export const runOutcomesJob = async (
  { pickEvents, log }: OutcomesHandlerDependencies,
  { nominal }: Pick<Occasion, 'nominal'>,
): Promise<JobOutcome<OutcomesReport>> => {
  const result = await pickEvents.computeOutcomes({ asOf: toInstant(nominal) })
  log.info({ ...result }, 'outcomes told')
  return { status: 'ran', result }
}
