import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'

/** The monitor takes every account. */
export const PortfolioJob = z.object({})
export type PortfolioJob = z.infer<typeof PortfolioJob>

/** Positions and watchlists every five minutes of the session, from five minutes after the open to the close. */
export const portfolioJob: JobDefinition<typeof PortfolioJob> = defineJob({
  id: 'portfolio.monitor',
  cron: '*/5 9-19 * * *',
  timezone: 'Asia/Kolkata',
  payload: PortfolioJob,
  input: {},
})
