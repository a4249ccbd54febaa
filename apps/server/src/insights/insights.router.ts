import { RunInsights } from '@fyntrix/domain/insights'
import { Id } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

const OfRun = z.object({ runId: Id })

export const insightsRouter = router({
  /** What models wrote of the picks of a run, and which have nothing. */
  ofRun: scoped('read')
    .input(OfRun)
    .output(RunInsights)
    .query(({ ctx, input }) => ctx.app.services.insights.ofRun(input.runId)),

  /** Asks models for what is missing; each pick without an insight says why. */
  write: scoped('run', { cost: 20 })
    .input(OfRun)
    .output(RunInsights)
    .mutation(({ ctx, input, signal }) => ctx.app.services.insights.write(input.runId, signal)),
})
