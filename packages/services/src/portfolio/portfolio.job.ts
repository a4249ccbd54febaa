import type { Calendar } from '@fyntrix/calendar'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import { reasonNotWatching } from '../jobs/monitor-due.ts'
import type { MonitorReport, Portfolio } from './portfolio.service.ts'

export interface PortfolioHandlerDependencies {
  readonly portfolio: Pick<Portfolio, 'monitorAll'>
  readonly calendar: Calendar
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Records what every account holds and its user watches, as of `nominal`. Repeating it adds nothing; outside a session it does nothing. */
export const runPortfolioJob = async (
  { portfolio, calendar, refreshCandles }: PortfolioHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<MonitorReport>> => {
  const reason = reasonNotWatching(nominal, calendar)
  if (reason !== null) return { status: 'skipped', why: 'not-due', reason }
  await refreshCandles()
  return { status: 'ran', result: await portfolio.monitorAll(nominal) }
}
