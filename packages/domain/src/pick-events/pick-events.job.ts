import { z } from 'zod'
import { defineJob } from '../jobs/index.ts'

/** Nothing has to be said: the job tells whatever is due. */
export const OutcomesJob = z.object({})

/** Tells outcomes once a day, half an hour after daily candles count as known. What becomes known in the evening waits for the next day. */
export const outcomesJob = defineJob({
  id: 'pick-events.outcomes',
  cron: '30 16 * * *',
  timezone: 'Asia/Kolkata',
  payload: OutcomesJob,
  input: {},
})
