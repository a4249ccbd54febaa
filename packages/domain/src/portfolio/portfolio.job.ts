import { z } from 'zod'
import { defineJob, type JobDefinition, sessionMonitor } from '../jobs/index.ts'

/** The monitor takes every account. */
export const PortfolioJob = z.object({})
export type PortfolioJob = z.infer<typeof PortfolioJob>

/** Positions and watchlists, as often as monitors look. */
export const portfolioJob: JobDefinition<typeof PortfolioJob> = defineJob({
  id: 'portfolio.monitor',
  ...sessionMonitor,
  payload: PortfolioJob,
  input: {},
})
