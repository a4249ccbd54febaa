import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'

/** Nothing has to be said: the job watches the picks of every newest run. */
export const PositionsJob = z.object({})

/** The monitor of top-picks positions: every five minutes of a session, special evenings included, and of the quarter of an hour after it, in exchange time. */
export const positionsJob: JobDefinition<typeof PositionsJob> = defineJob({
  id: 'positions.monitor',
  cron: '*/5 9-19 * * *',
  timezone: 'Asia/Kolkata',
  payload: PositionsJob,
  input: {},
})
