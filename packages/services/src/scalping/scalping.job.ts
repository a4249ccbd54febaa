import type { Calendar } from '@fyntrix/calendar'
import type { ScalpingCycle } from '@fyntrix/domain/scalping'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import { reasonNotWatching } from '../jobs/monitor-due.ts'
import type { Scalping } from './scalping.service.ts'

export interface ScalpingHandlerDependencies {
  readonly scalping: Scalping
  readonly calendar: Calendar
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Looks at open scalps as of `nominal`. Repeating it adds nothing; outside a session there are none. */
export const runScalpingJob = async (
  { scalping, calendar, refreshCandles }: ScalpingHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<ScalpingCycle>> => {
  const reason = reasonNotWatching(nominal, calendar)
  if (reason !== null) return { status: 'skipped', why: 'not-due', reason }
  await refreshCandles()
  return { status: 'ran', result: await scalping.monitor({ asOf: toInstant(nominal) }) }
}
