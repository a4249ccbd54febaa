import { z } from 'zod'
import { defineJob } from '../jobs/index.ts'

/** Nothing has to be said: the job tells whatever is due. */
export const OutcomesJob = z.object({})

/** Tells outcomes once a session, half an hour after its daily candles count as known, which is never before its close is published. */
export const outcomesJob = defineJob({
  id: 'pick-events.outcomes',
  schedule: { kind: 'session', at: { of: 'daily-bars', minutes: 30 } },
  windowMs: 24 * 3_600_000,
  timeoutMs: 15 * 60_000,
  payload: OutcomesJob,
  input: {},
})
