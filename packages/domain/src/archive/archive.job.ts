import { z } from 'zod'
import { dailyAt, defineJob } from '../jobs/index.ts'

/** Nothing has to be said: every step of retention is done, as of the nominal time. */
export const RetentionJob = z.object({})

/** Every night at 02:30 exchange time, when nothing else is due. */
export const retentionJob = defineJob({
  id: 'archive.retention',
  schedule: dailyAt('02:30'),
  windowMs: 20 * 3_600_000,
  timeoutMs: 60 * 60_000,
  payload: RetentionJob,
  input: {},
})
