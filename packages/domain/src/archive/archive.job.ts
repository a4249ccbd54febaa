import { z } from 'zod'
import { defineJob } from '../jobs/index.ts'

/** Nothing has to be said: every step of retention is done, as of the nominal time. */
export const RetentionJob = z.object({})

/** Every night at 02:30 exchange time, when nothing else is due. */
export const retentionJob = defineJob({
  id: 'archive.retention',
  cron: '30 2 * * *',
  timezone: 'Asia/Kolkata',
  payload: RetentionJob,
  input: {},
})
