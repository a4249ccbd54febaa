import { z } from 'zod'
import { defineJob, onSessionsAt } from '../jobs/index.ts'

/** Nothing has to be said: everything that readers ask for first is put into the cache. */
export const CacheWarmingJob = z.object({})

/** At 08:30 exchange time, before the open. */
export const cacheWarmingJob = defineJob({
  id: 'cache.warming',
  schedule: onSessionsAt('08:30'),
  payload: CacheWarmingJob,
  input: {},
})
