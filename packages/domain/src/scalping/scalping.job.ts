import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'

/** Nothing has to be said: the job watches whatever is open. */
export const ScalpingJob = z.object({})

/** The scalping monitor: every five minutes of a session, special evenings included, and of the quarter of an hour after it, in exchange time. */
export const scalpingJob: JobDefinition<typeof ScalpingJob> = defineJob({
  id: 'scalping.monitor',
  cron: '*/5 9-19 * * *',
  timezone: 'Asia/Kolkata',
  payload: ScalpingJob,
  input: {},
})
