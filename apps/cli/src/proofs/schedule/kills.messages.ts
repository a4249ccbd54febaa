import { defineJob, type JobDefinition } from '@fyntrix/domain/jobs'
import { z } from 'zod'

/** Milliseconds: short, so that a kill is a matter of seconds. */
export const leaseMs = 1_000

/** Jobs that are due every few seconds, of every policy, and one that takes longer than a lease. */
export const killedJobs: readonly JobDefinition[] = (
  [
    ['skip', 'latest', 2],
    ['buffer-one', 'latest', 3],
    ['buffer-all', 'all', 5],
    ['allow-all', 'all', 5],
    ['cancel-other', 'latest', 5],
    ['terminate-other', 'latest', 5],
  ] as const
).flatMap(([overlap, missed, every]) =>
  [0, 1].map((i) =>
    defineJob({
      id: `killed.${overlap}.${i}`,
      schedule: { kind: 'cron', pattern: `*/${every} * * * * *`, timezone: 'UTC', days: 'every' },
      overlap,
      missed: missed === 'all' ? { policy: 'all', cap: 1_000 } : { policy: 'latest' },
      payload: z.object({}),
      input: {},
    }),
  ),
)

/** Milliseconds that a handler takes. */
export const workMs = (jobId: string): number => (jobId.endsWith('.1') ? 1_300 : 5)
