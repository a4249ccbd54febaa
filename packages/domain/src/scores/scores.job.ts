import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'

/** Nothing has to be said: the job keeps the scores of every symbol that was analysed. */
export const ScoresJob = z.object({})

const job = (at: string, cron: string): JobDefinition<typeof ScoresJob> =>
  defineJob({ id: `scores.${at}`, cron, timezone: 'Asia/Kolkata', payload: ScoresJob, input: {} })

/** Once the runs before the open are there, and after the last run of the session. */
export const scoresJobs: readonly JobDefinition<typeof ScoresJob>[] = [
  job('pre-open', '50 8 * * *'),
  job('close', '15 16 * * *'),
]
