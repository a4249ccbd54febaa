import { z } from 'zod'
import { dailyAt, defineJob } from '../jobs/index.ts'

/** Nothing has to be said: the lists of all universes are read again. */
export const UniversesJob = z.object({})

/** Every day at 06:10 exchange time, and after a start. */
export const universesJob = defineJob({
  id: 'universes.refresh',
  schedule: dailyAt('06:10'),
  windowMs: 20 * 3_600_000,
  payload: UniversesJob,
  input: {},
})
