import { z } from 'zod'
import { afterClose, afterOpen, defineJob, type JobDefinition, onSessionsAt, type Schedule } from '../jobs/index.ts'
import { DashboardPeriod } from './dashboard.schema.ts'

/** Which dashboard a job records. */
export const DashboardJob = z.object({ period: DashboardPeriod })
export type DashboardJob = z.infer<typeof DashboardJob>

const job = (period: DashboardPeriod, schedule: Schedule): JobDefinition<typeof DashboardJob> =>
  defineJob({ id: `dashboard.${period}`, schedule, payload: DashboardJob, input: { period } })

/** The overview every quarter of an hour from the open until the outcomes of the day are told, the performance in the evening. */
export const dashboardJobs: readonly JobDefinition<typeof DashboardJob>[] = [
  job('intraday', { kind: 'during', pattern: '*/15 * * * *', from: afterOpen(0), to: afterClose(75) }),
  job('7d', onSessionsAt('20:00')),
]
