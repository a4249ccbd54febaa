import { z } from 'zod'
import { defineJob, type JobDefinition, type JobSettings, sessionMonitor } from '../jobs/index.ts'

/** Nothing has to be said: the job watches the picks of every run. */
export const PositionsJob = z.object({})

const job = (
  at: string,
  when: Pick<JobSettings<typeof PositionsJob>, 'schedule'>,
): JobDefinition<typeof PositionsJob> =>
  defineJob({ ...sessionMonitor, ...when, id: `positions.${at}`, payload: PositionsJob, input: {} })

/** The monitor of top-picks positions, as often as monitors look; and for a quarter of an hour after the session's daily bars are known. */
export const positionsJobs: readonly JobDefinition<typeof PositionsJob>[] = [
  job('monitor', sessionMonitor),
  job('daily-bars', {
    schedule: {
      kind: 'during',
      pattern: '*/5 * * * *',
      from: { of: 'daily-bars', minutes: 0 },
      to: { of: 'daily-bars', minutes: 15 },
    },
  }),
]
