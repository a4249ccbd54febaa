import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'

/** Nothing has to be said: the job watches the picks of every run. */
export const PositionsJob = z.object({})

/**
 * The monitor of top-picks positions, in exchange time: every five minutes of a session, special evenings included, and of the quarters of an hour after it
 * and after its daily bars are known.
 */
export const positionsJob: JobDefinition<typeof PositionsJob> = defineJob({
  id: 'positions.monitor',
  cron: '*/5 9-19 * * *',
  timezone: 'Asia/Kolkata',
  payload: PositionsJob,
  input: {},
})
