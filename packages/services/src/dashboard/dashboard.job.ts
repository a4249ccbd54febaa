import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import type { Dashboard, DashboardJob } from '@fyntrix/domain/dashboard'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import type { Dashboards } from './dashboard.service.ts'

export interface DashboardHandlerDependencies {
  readonly dashboards: Dashboards
  readonly calendar: Calendar
}

/** Records a dashboard as of `nominal`. Repeating it adds nothing; a day without a session, and the time before its open, have none. */
export const runDashboardJob = async (
  { dashboards, calendar }: DashboardHandlerDependencies,
  { period }: DashboardJob,
  nominal: Date,
): Promise<JobOutcome<Dashboard>> => {
  const session = calendar.sessionOn(istDate(nominal.getTime()))
  if (session === null) return { status: 'skipped', why: 'not-due', reason: 'no session today' }
  if (nominal.getTime() < session.open)
    return { status: 'skipped', why: 'not-due', reason: 'the session has not opened' }
  return { status: 'ran', result: await dashboards.record({ period, asOf: toInstant(nominal) }) }
}
