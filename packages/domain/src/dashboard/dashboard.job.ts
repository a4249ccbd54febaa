import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'
import { DashboardPeriod } from './dashboard.schema.ts'

/** Which dashboard a job records. */
export const DashboardJob = z.object({ period: DashboardPeriod })
export type DashboardJob = z.infer<typeof DashboardJob>

const job = (period: DashboardPeriod, cron: string): JobDefinition<typeof DashboardJob> =>
  defineJob({ id: `dashboard.${period}`, cron, timezone: 'Asia/Kolkata', payload: DashboardJob, input: { period } })

/** The overview every quarter of an hour from the open until the outcomes of the day are told, the performance in the evening. */
export const dashboardJobs: readonly JobDefinition<typeof DashboardJob>[] = [
  job('intraday', '*/15 9-16 * * *'),
  job('7d', '0 20 * * *'),
]
