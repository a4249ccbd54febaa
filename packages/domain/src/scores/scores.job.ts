import { z } from 'zod'
import { defineJob, type JobDefinition, onSessionsAt, type Schedule } from '../jobs/index.ts'

/** Nothing has to be said: the job keeps the scores of every symbol that was analysed. */
export const ScoresJob = z.object({})

const job = (at: string, schedule: Schedule): JobDefinition<typeof ScoresJob> =>
  defineJob({ id: `scores.${at}`, schedule, payload: ScoresJob, input: {} })

/** Once the runs before the open are there, and after the last run of the session. */
export const scoresJobs: readonly JobDefinition<typeof ScoresJob>[] = [
  job('pre-open', onSessionsAt('08:50')),
  job('close', { kind: 'session', at: { of: 'daily-bars', minutes: 15 } }),
]
