import type { Dashboard, DashboardJob } from '@fyntrix/domain/dashboard'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Dashboards } from './dashboard.service.ts'

/** Records a dashboard as of the nominal time. Repeating it adds nothing. */
export const runDashboardJob = async (
  dashboards: Pick<Dashboards, 'record'>,
  { period }: DashboardJob,
  { nominal }: Pick<Occasion, 'nominal'>,
): Promise<JobOutcome<Dashboard>> => {
  const asOf = toInstant(nominal)
  const result = await dashboards.record({ period, asOf })
  return { status: 'ran', result, wrote: [{ noun: 'dashboard', id: `${period}@${asOf}` }] }
}
