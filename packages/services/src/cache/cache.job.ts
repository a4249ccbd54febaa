import { type Calendar, istDate } from '@fyntrix/calendar'
import type { WarmingReport } from '@fyntrix/domain/cache'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Warming } from './warming.ts'

export interface CacheWarmingHandlerDependencies {
  readonly warming: Warming
  readonly calendar: Calendar
  readonly log: Log
}

/** Warms the cache on a day with a session; after a start (`always`) on any day. Repeating it finds what is there. */
export const runCacheWarmingJob = async (
  { warming, calendar, log }: CacheWarmingHandlerDependencies,
  nominal: Date,
  signal: AbortSignal,
  { always = false }: { readonly always?: boolean } = {},
): Promise<JobOutcome<WarmingReport>> => {
  if (!always && !calendar.isSession(istDate(nominal.getTime())))
    return { status: 'skipped', why: 'not-due', reason: 'no session today' }
  const result = await warming.warm(nominal, signal)
  log.info({ ...result }, 'cache warmed')
  return { status: 'ran', result }
}
