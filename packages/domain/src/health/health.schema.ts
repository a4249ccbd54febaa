import { z } from 'zod'
import { Instant, Lane, SessionDate } from '../shared/index.ts'

export const ComponentStatus = z.enum(['up', 'degraded', 'down'])
export type ComponentStatus = z.infer<typeof ComponentStatus>

/** One thing that the system depends on. `detail` says what is wrong and what still works. */
export const Component = z.object({
  name: z.string(),
  status: ComponentStatus,
  detail: z.string().nullable(),
  latencyMs: z.number().nullable(),
})
export type Component = z.infer<typeof Component>

/** Readiness. `status` is the worst that matters: PostgreSQL down is `down`, Redis down or jobs that do not run only `degraded`. */
export const Health = z.object({
  status: ComponentStatus,
  version: z.string(),
  lane: Lane,
  simulated: z.boolean(),
  clock: z.object({ now: Instant, standing: z.boolean(), session: SessionDate.nullable(), phase: z.string() }),
  components: z.array(Component),
  outbox: z.object({ pending: z.int(), parked: z.int(), lagSeconds: z.number().nullable() }),
  /** Daemons that are alive, what the last scan of the ledger found, and the age of the oldest occurrence that is overdue. */
  jobs: z.object({ daemons: z.int(), findings: z.int(), oldestOverdueSeconds: z.number().nullable() }),
})
export type Health = z.infer<typeof Health>
