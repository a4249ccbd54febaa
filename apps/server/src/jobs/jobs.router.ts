import {
  BackfillReport,
  BackfillRequest,
  HistoryPage,
  HistoryQuery,
  JobDaemon,
  JobScan,
  JobView,
  NextFire,
  NextFiresQuery,
  Occurrence,
  OccurrenceEvent,
  OccurrenceKey,
  OccurrenceSubscription,
  PauseReport,
  PauseRequest,
  ResumeRequest,
  RunNowRequest,
} from '@fyntrix/domain/jobs'
import { changedOccurrences } from '@fyntrix/services/jobs'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { followed } from '../shared/followed.ts'
import { router, scoped } from '../trpc.ts'

export const jobsRouter = router({
  /** Every job and how it stands. */
  list: scoped('read', { cost: 2 })
    .output(z.array(JobView))
    .query(({ ctx }) => ctx.app.services.jobs.list()),

  /** Nominal times to come, the earliest first. */
  next: scoped('read')
    .input(NextFiresQuery)
    .output(z.array(NextFire))
    .query(({ ctx, input }) => ctx.app.services.jobs.next(input)),

  /** A page of occurrences, newest nominal time first. */
  history: scoped('read', { cost: 2 })
    .input(HistoryQuery)
    .output(HistoryPage)
    .query(({ ctx, input }) => ctx.app.services.jobs.history(input)),

  /** One occurrence: what became of a nominal time. */
  byKey: scoped('read')
    .input(OccurrenceKey)
    .output(Occurrence)
    .query(({ ctx, input }) => ctx.app.services.jobs.byKey(input)),

  /** Processes that do jobs. */
  daemons: scoped('read')
    .output(z.array(JobDaemon))
    .query(({ ctx }) => ctx.app.services.jobs.daemons()),

  /** What must not be in the ledger, as it was seen last. */
  scan: scoped('read')
    .output(JobScan)
    .query(({ ctx }) => ctx.app.services.jobs.scan()),

  /** Plans a run at this instant, outside the schedule. */
  runNow: scoped('run', { cost: 5 })
    .input(RunNowRequest)
    .output(Occurrence)
    .mutation(({ ctx, input }) => ctx.app.services.jobs.runNow(ctx.session.userId, input)),

  /** Keeps the schedule from starting a job; pausing it twice changes nothing. */
  pause: scoped('admin')
    .input(PauseRequest)
    .output(PauseReport)
    .mutation(({ ctx, input }) => ctx.app.services.jobs.pause(ctx.session.userId, input)),

  /** Ends a pause; nominal times of it stay skipped. */
  resume: scoped('admin')
    .input(ResumeRequest)
    .output(PauseReport)
    .mutation(({ ctx, input }) => ctx.app.services.jobs.resume(input.jobId)),

  /** Takes back what waits, and asks what runs to stop. */
  cancel: scoped('admin')
    .input(OccurrenceKey)
    .output(Occurrence)
    .mutation(({ ctx, input }) => ctx.app.services.jobs.cancel(ctx.session.userId, input)),

  /** Plans again what did not run in a stretch of the past. */
  backfill: scoped('admin', { cost: 20 })
    .input(BackfillRequest)
    .output(BackfillReport)
    .mutation(({ ctx, input }) => ctx.app.services.jobs.backfill(input)),

  /** Occurrences, as they begin and end. */
  changed: scoped('read')
    .input(OccurrenceSubscription)
    .output(eventStream(OccurrenceEvent))
    .subscription((call) => followed(call, () => changedOccurrences(call.input))),
})
