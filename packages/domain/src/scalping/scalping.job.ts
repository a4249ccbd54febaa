import { z } from 'zod'
import { defineJob, type JobDefinition, sessionMonitor } from '../jobs/index.ts'

/** Nothing has to be said: the job watches whatever is open. */
export const ScalpingJob = z.object({})

/** The scalping monitor, as often as monitors look. */
export const scalpingJob: JobDefinition<typeof ScalpingJob> = defineJob({
  id: 'scalping.monitor',
  ...sessionMonitor,
  payload: ScalpingJob,
  input: {},
})
