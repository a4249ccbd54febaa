import { z } from 'zod'
import { Following, feedEvent, IdempotencyKey, Instant } from '../shared/index.ts'

/** The name of a job. */
export const JobId = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'is no id of a job')

/** Where an occurrence stands. `planned` and `running` go on; all others are final. */
export const OccurrenceState = z.enum(['planned', 'running', 'ran', 'caught-up', 'skipped', 'failed', 'superseded'])
export type OccurrenceState = z.infer<typeof OccurrenceState>

/**
 * Why an occurrence was skipped: it came too late or outside trading hours (`window`), the exchange was closed, the one before it ran, the job was paused, a budget was used
 * up, something it needs was away or missing (`dependency`), or somebody took it back.
 */
export const SkipReason = z.enum(['window', 'holiday', 'overlap', 'paused', 'budget', 'dependency', 'cancelled'])
export type SkipReason = z.infer<typeof SkipReason>

/** Who asked for it: the schedule, a person for now, a person for a stretch of the past. */
export const OccurrenceTrigger = z.enum(['schedule', 'manual', 'backfill'])
export type OccurrenceTrigger = z.infer<typeof OccurrenceTrigger>

/** Something that a run wrote: its noun, and the id or instant under which the noun's procedures find it. */
export const Written = z.object({ noun: z.string().max(50), id: z.string().max(200) })
export type Written = z.infer<typeof Written>

/**
 * A nominal time of a job and what became of it. `dueAt`: when it may start, later than nominal where it was caught up, spread or tried again. `attempts` that began; `epoch` of
 * the last one. `reason` only where it was skipped. `elapsedMs` of the last attempt.
 */
export const Occurrence = z.object({
  jobId: JobId,
  nominalAt: Instant,
  trigger: OccurrenceTrigger,
  state: OccurrenceState,
  reason: SkipReason.nullable(),
  detail: z.string().nullable(),
  dueAt: Instant,
  attempts: z.int().nonnegative(),
  epoch: z.int().nullable(),
  owner: z.string().nullable(),
  leaseUntil: Instant.nullable(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  elapsedMs: z.number().nullable(),
  error: z.string().nullable(),
  wrote: z.array(Written),
  cancelRequested: z.boolean(),
})
export type Occurrence = z.infer<typeof Occurrence>

/** Who paused a job, when and why. */
export const JobPause = z.object({ by: z.string(), at: Instant, reason: z.string() })
export type JobPause = z.infer<typeof JobPause>

/** A job as it stands. `next` is null where no time is known, as beyond the calendar's end; `plannedThrough`: every nominal time up to it is accounted for. */
export const JobView = z.object({
  id: JobId,
  schedule: z.string(),
  next: Instant.nullable(),
  plannedThrough: Instant.nullable(),
  pause: JobPause.nullable(),
  missed: z.string(),
  overlap: z.string(),
  windowMs: z.number(),
  timeoutMs: z.number(),
  group: z.string().nullable(),
  cost: z.enum(['free', 'llm']),
  running: z.array(Occurrence),
  waiting: z.int(),
  last: Occurrence.nullable(),
})
export type JobView = z.infer<typeof JobView>

/** A nominal time to come. `skip` says why it will not run. */
export const NextFire = z.object({ jobId: JobId, at: Instant, skip: z.string().nullable() })
export type NextFire = z.infer<typeof NextFire>

/** Nominal times to come, of one job or of all, the earliest first. */
export const NextFiresQuery = z.object({ jobId: JobId.optional(), limit: z.int().min(1).max(200).default(20) })
export type NextFiresQuery = z.infer<typeof NextFiresQuery>

/** Which occurrences, newest nominal time first; `cursor` is what the page before gave as `next`. */
export const HistoryQuery = z.object({
  jobId: JobId.optional(),
  state: OccurrenceState.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(500).default(50),
})
export type HistoryQuery = z.infer<typeof HistoryQuery>

/** A page of occurrences; `next` is null at the end. */
export const HistoryPage = z.object({ occurrences: z.array(Occurrence), next: z.string().nullable() })
export type HistoryPage = z.infer<typeof HistoryPage>

/** Occurrences of one job or of all, as they change. */
export const OccurrenceSubscription = Following.extend({ jobId: JobId.optional() })
export type OccurrenceSubscription = z.infer<typeof OccurrenceSubscription>

/** What a subscription gives: an occurrence that began, ended or is to stop, as it stands when it is told. */
export const OccurrenceEvent = feedEvent(Occurrence)

/** One occurrence. */
export const OccurrenceKey = z.object({ jobId: JobId, nominalAt: Instant })
export type OccurrenceKey = z.infer<typeof OccurrenceKey>

/** A run now, outside the schedule. */
export const RunNowRequest = z.object({ jobId: JobId, idempotencyKey: IdempotencyKey.optional() })
export type RunNowRequest = z.infer<typeof RunNowRequest>

const why = z.string().trim().min(1).max(500)

/** No more starts by schedule from now on; what is due or becomes due is skipped as paused. What is asked for by hand runs all the same. */
export const PauseRequest = z.object({ jobId: JobId, reason: why })
export type PauseRequest = z.infer<typeof PauseRequest>

/** Starts again from the next nominal time on. */
export const ResumeRequest = z.object({ jobId: JobId })
export type ResumeRequest = z.infer<typeof ResumeRequest>

/** How a job stands after a pause or its end was asked for; `changed` is false where it stood so before. */
export const PauseReport = z.object({ jobId: JobId, pause: JobPause.nullable(), changed: z.boolean() })
export type PauseReport = z.infer<typeof PauseReport>

/** A stretch of the past, both ends inclusive: what has no entry or did not run there is planned again. `dryRun` only counts. */
export const BackfillRequest = z.object({
  jobId: JobId,
  from: Instant,
  to: Instant,
  dryRun: z.boolean().default(false),
})
export type BackfillRequest = z.infer<typeof BackfillRequest>

/** What a back-fill plans: times that had no entry, times that had ended without running, and those left alone. */
export const BackfillReport = z.object({
  jobId: JobId,
  planned: z.int(),
  reopened: z.int(),
  leftAlone: z.int(),
  dryRun: z.boolean(),
})
export type BackfillReport = z.infer<typeof BackfillReport>

/** A process that does jobs; `alive` while it was seen within the length of its leases. */
export const JobDaemon = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.int(),
  startedAt: Instant,
  seenAt: Instant,
  running: z.int(),
  alive: z.boolean(),
})
export type JobDaemon = z.infer<typeof JobDaemon>

/** What the scan looks for. */
export const JobFindingKind = z.enum(['overdue', 'stuck', 'unplanned', 'unknown', 'duplicate'])
export type JobFindingKind = z.infer<typeof JobFindingKind>

/**
 * Something that must not be. `overdue`: due for over two minutes, and neither begun nor waiting for another. `stuck`: running, over a minute after its lease. `unplanned`: nobody
 * has planned a job for over two minutes. `unknown`: waiting or running for a job that does not exist. `duplicate`: two occurrences that wrote the same thing, or two recorded
 * runs of one nominal time. `nominalAt` is null where none is known.
 */
export const JobFinding = z.object({
  kind: JobFindingKind,
  jobId: z.string(),
  nominalAt: Instant.nullable(),
  detail: z.string(),
})
export type JobFinding = z.infer<typeof JobFinding>

/** What the last scan found, at most the first hundred of `total`; `at` is null before the first one. */
export const JobScan = z.object({ at: Instant.nullable(), findings: z.array(JobFinding), total: z.int() })
export type JobScan = z.infer<typeof JobScan>
