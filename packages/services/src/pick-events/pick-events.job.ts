import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import type { OutcomesReport } from '@fyntrix/domain/pick-events'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { PickEvents } from './pick-events.service.ts'

export interface OutcomesHandlerDependencies {
  readonly pickEvents: PickEvents
  readonly calendar: Calendar
  readonly log: Log
}

/** Tells the outcomes that could be known at `nominal`. Repeating it adds nothing; a day without a session has none. */
export const runOutcomesJob = async (
  { pickEvents, calendar, log }: OutcomesHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<OutcomesReport>> => {
  if (!calendar.isSession(istDate(nominal.getTime())))
    return { status: 'skipped', why: 'not-due', reason: 'no session today' }
  const result = await pickEvents.computeOutcomes({ asOf: toInstant(nominal) })
  log.info({ ...result }, 'outcomes told')
  return { status: 'ran', result }
}
