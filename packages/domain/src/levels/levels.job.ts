import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'

/** Nothing has to be said: the job computes the levels of every stock of every universe. */
export const LevelsJob = z.object({})

const job = (at: string, cron: string): JobDefinition<typeof LevelsJob> =>
  defineJob({ id: `levels.${at}`, cron, timezone: 'Asia/Kolkata', payload: LevelsJob, input: {} })

/** Before the open, for candles that came late; and ten minutes after daily candles count as known. */
export const levelsJobs: readonly JobDefinition<typeof LevelsJob>[] = [
  job('pre-open', '45 8 * * *'),
  job('close', '10 16 * * *'),
]
