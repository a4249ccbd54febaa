import type { z } from 'zod'
import type { Schedule } from './schedule.ts'

/**
 * What becomes of a nominal time while an earlier one of its job is running. `skip`: it is skipped. `buffer-one`: the first that comes waits, others are
 * skipped. `buffer-all`: all wait. `cancel-other`: the one that runs is asked to stop, the newest follows. `terminate-other`: the one that runs loses its right
 * to write at once, the newest starts. `allow-all`: both run.
 */
export const overlapPolicies = [
  'skip',
  'buffer-one',
  'buffer-all',
  'cancel-other',
  'terminate-other',
  'allow-all',
] as const
export type OverlapPolicy = (typeof overlapPolicies)[number]

/** What becomes of nominal times that nobody could start in time: none of them runs, the newest does, or the newest `cap`. The others are accounted for as skipped or superseded. */
export type MissedPolicy =
  | { readonly policy: 'skip' }
  | { readonly policy: 'latest' }
  | { readonly policy: 'all'; readonly cap: number }

/** A job as data: who it is, when it is due, what it is given, what becomes of it when it is late. Handlers live in the services; whoever starts a job never imports one. */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  /** Lower case, digits, dots and hyphens: it is the job's name for ever, in the ledger and in idempotency keys. */
  readonly id: string
  readonly schedule: Schedule
  readonly payload: P
  readonly input: z.infer<P>
  /** Milliseconds after its nominal time in which a run may still begin; later it is skipped. */
  readonly windowMs: number
  /** Milliseconds that one attempt may take; then it is aborted and has failed. */
  readonly timeoutMs: number
  readonly overlap: OverlapPolicy
  readonly missed: MissedPolicy
  /** Milliseconds over which starts are spread, by a number made of job and nominal time. */
  readonly jitterMs: number
  /** Jobs that share a group run at most `limit` at a time. */
  readonly group: { readonly name: string; readonly limit: number } | null
  /** `llm`: it spends on language models, so a budget that is used up skips it. */
  readonly cost: 'free' | 'llm'
}

const minute = 60_000
const jobId = /^[a-z0-9][a-z0-9.-]{0,99}$/

/** What a definition has to say. The rest is: an hour's window, five minutes' time, no overlap, only the latest of what was missed, no jitter, no group, no cost. */
export type JobSettings<P extends z.ZodType> = Pick<JobDefinition<P>, 'id' | 'schedule' | 'payload' | 'input'> &
  Partial<JobDefinition<P>>

/** A definition with its defaults; checks at compile time that `input` is what `payload` describes. Throws for an id that is none. */
export const defineJob = <P extends z.ZodType>(settings: JobSettings<P>): JobDefinition<P> => {
  if (!jobId.test(settings.id)) throw new RangeError(`'${settings.id}' is no id of a job`)
  return {
    windowMs: 60 * minute,
    timeoutMs: 5 * minute,
    overlap: 'skip',
    missed: { policy: 'latest' },
    jitterMs: 0,
    group: null,
    cost: 'free',
    ...settings,
  }
}

/**
 * When monitors look, and what they miss: every five minutes of a session, special ones included, from the open until a quarter of an hour after the close, since bars may
 * come late. A look that is five minutes late is the next one's.
 */
export const sessionMonitor = {
  schedule: {
    kind: 'during',
    pattern: '*/5 * * * *',
    from: { of: 'open', minutes: 0 },
    to: { of: 'close', minutes: 15 },
  },
  windowMs: 5 * minute,
  timeoutMs: 4 * minute,
} as const satisfies Partial<JobDefinition>
