import type { WarmingReport } from '@fyntrix/domain/cache'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Warming } from './warming.ts'

export interface CacheWarmingHandlerDependencies {
  readonly warming: Warming
  readonly log: Log
}

/** Warms the cache. Repeating it finds what is there. */
export const runCacheWarmingJob = async (
  { warming, log }: CacheWarmingHandlerDependencies,
  { nominal, signal }: Occasion,
): Promise<JobOutcome<WarmingReport>> => {
  const result = await warming.warm(nominal, signal)
  log.info({ ...result }, 'cache warmed')
  return { status: 'ran', result }
}
