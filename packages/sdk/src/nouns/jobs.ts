import type { JobOccurrence, RouterInputs, RouterOutputs } from '../api.types.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Which occurrences to hear of, and who listens. */
export type JobsSubscriber = EventSubscriber<JobOccurrence> & Omit<RouterInputs['jobs']['changed'], 'lastEventId'>

/** Jobs: when they run, what became of it, and what to do about it. All that takes a job rejects with `not-found`, naming those there are. */
export interface JobsClient {
  /** Every job and how it stands. */
  list(options?: CallOptions): Promise<RouterOutputs['jobs']['list']>
  /** Nominal times to come, of one job or of all, the earliest first; `skip` says why one will not run. */
  next(input?: RouterInputs['jobs']['next'], options?: CallOptions): Promise<RouterOutputs['jobs']['next']>
  /** A page of occurrences, newest nominal time first; `cursor` is what the page before gave as `next`. */
  history(input?: RouterInputs['jobs']['history'], options?: CallOptions): Promise<RouterOutputs['jobs']['history']>
  /** What became of a nominal time. Rejects with `not-found`. */
  byKey(input: RouterInputs['jobs']['byKey'], options?: CallOptions): Promise<RouterOutputs['jobs']['byKey']>
  /** Processes that do jobs. */
  daemons(options?: CallOptions): Promise<RouterOutputs['jobs']['daemons']>
  /** What must not be in the ledger, as it was seen within the last minute or two. */
  scan(options?: CallOptions): Promise<RouterOutputs['jobs']['scan']>
  /** Plans a run at this instant; needs the scope `run`. Sent again with its idempotency key it answers the same. */
  runNow(input: RouterInputs['jobs']['runNow'], options?: CallOptions): Promise<RouterOutputs['jobs']['runNow']>
  /** Keeps the schedule from starting a job; needs the scope `admin`. Repeating it changes nothing, and says so. */
  pause(input: RouterInputs['jobs']['pause'], options?: CallOptions): Promise<RouterOutputs['jobs']['pause']>
  /** Ends a pause; needs the scope `admin`. Repeating it changes nothing, and says so. */
  resume(input: RouterInputs['jobs']['resume'], options?: CallOptions): Promise<RouterOutputs['jobs']['resume']>
  /** Takes back what waits, asks what runs to stop; needs the scope `admin`. Rejects with `refused` for what has ended. */
  cancel(input: RouterInputs['jobs']['cancel'], options?: CallOptions): Promise<RouterOutputs['jobs']['cancel']>
  /** Plans again what did not run in a stretch of the past; needs the scope `admin`. With `dryRun` it only counts. */
  backfill(input: RouterInputs['jobs']['backfill'], options?: CallOptions): Promise<RouterOutputs['jobs']['backfill']>
  /** Follows occurrences as they begin and end, of one job or of all, until closed. */
  subscribe(subscriber: JobsSubscriber): Subscription
}

export const jobsClient = ({ api, call, follow }: Connection): JobsClient => ({
  list: (options) => call(api.jobs.list.query(undefined, options)),
  next: (input = {}, options) => call(api.jobs.next.query(input, options)),
  history: (input = {}, options) => call(api.jobs.history.query(input, options)),
  byKey: (input, options) => call(api.jobs.byKey.query(input, options)),
  daemons: (options) => call(api.jobs.daemons.query(undefined, options)),
  scan: (options) => call(api.jobs.scan.query(undefined, options)),
  runNow: (input, options) => call(api.jobs.runNow.mutate(input, options)),
  pause: (input, options) => call(api.jobs.pause.mutate(input, options)),
  resume: (input, options) => call(api.jobs.resume.mutate(input, options)),
  cancel: (input, options) => call(api.jobs.cancel.mutate(input, options)),
  backfill: (input, options) => call(api.jobs.backfill.mutate(input, options)),
  subscribe: ({ jobId, ...subscriber }) =>
    follow(
      (lastEventId, handlers) =>
        api.jobs.changed.subscribe({ jobId, ...(lastEventId !== undefined && { lastEventId }) }, handlers),
      subscriber,
    ),
})
