import { type Calendar, istDate } from '@fyntrix/calendar'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { MonitorReport, Portfolio } from './portfolio.service.ts'

export interface PortfolioHandlerDependencies {
  readonly portfolio: Pick<Portfolio, 'monitorAll'>
  readonly calendar: Calendar
}

/** Records what every account holds and its user watches, as of `nominal`, from after the open to the close. Repeating it adds nothing. */
export const runPortfolioJob = async (
  { portfolio, calendar }: PortfolioHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<MonitorReport>> => {
  const session = calendar.sessionOn(istDate(nominal.getTime()))
  if (session === null) return { status: 'skipped', why: 'not-due', reason: 'no session today' }
  if (nominal.getTime() <= session.open || nominal.getTime() > session.close)
    return { status: 'skipped', why: 'not-due', reason: 'the exchange does not trade now' }
  return { status: 'ran', result: await portfolio.monitorAll(nominal) }
}
