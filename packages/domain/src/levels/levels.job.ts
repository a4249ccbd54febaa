import { z } from 'zod'
import { defineJob, type JobDefinition, onSessionsAt, type Schedule } from '../jobs/index.ts'

/** Nothing has to be said: the job computes the levels of every stock of every universe. */
export const LevelsJob = z.object({})

const job = (at: string, schedule: Schedule): JobDefinition<typeof LevelsJob> =>
  defineJob({ id: `levels.${at}`, schedule, payload: LevelsJob, input: {} })

/** Before the open, for candles that came late; and ten minutes after daily candles count as known. */
export const levelsJobs: readonly JobDefinition<typeof LevelsJob>[] = [
  job('pre-open', onSessionsAt('08:45')),
  job('close', { kind: 'session', at: { of: 'daily-bars', minutes: 10 } }),
]
