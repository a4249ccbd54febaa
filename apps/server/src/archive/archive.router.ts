import { ArchiveCheckRequest, ArchiveReport } from '@fyntrix/domain/archive'
import { router, scoped } from '../trpc.ts'

export const archiveRouter = router({
  /** Compares every file of the archive with what was written, and writes again what is missing or damaged where that is asked for. */
  check: scoped('admin', { cost: 20 })
    .input(ArchiveCheckRequest)
    .output(ArchiveReport)
    .mutation(({ ctx, input }) => ctx.app.services.archive.check(input)),
})
