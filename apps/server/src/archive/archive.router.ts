import { ArchiveCheckRequest, ArchiveReport, Retained, RetainRequest, RetentionPlan } from '@fyntrix/domain/archive'
import { router, scoped } from '../trpc.ts'

export const archiveRouter = router({
  /** Compares every file of the archive with what was written, and writes again what is missing or damaged where that is asked for. */
  check: scoped('admin', { cost: 20 })
    .input(ArchiveCheckRequest)
    .output(ArchiveReport)
    .mutation(({ ctx, input }) => ctx.app.services.archive.check(input)),

  /** What retention would do now, step by step, and by which ages. Changes nothing. */
  retention: scoped('admin', { cost: 10 })
    .output(RetentionPlan)
    .query(({ ctx }) => ctx.app.services.retention.plan()),

  /** Does some parts of a step of retention. */
  retain: scoped('admin', { cost: 10 })
    .input(RetainRequest)
    .output(Retained)
    .mutation(({ ctx, input, signal }) => ctx.app.services.retention.retain(input, { signal })),
})
