import { OutcomesReport, OutcomesRequest } from '@fyntrix/domain/pick-events'
import { router, scoped } from '../trpc.ts'

export const pickEventsRouter = router({
  /** Tells the outcomes that are due; repeating it adds nothing. */
  computeOutcomes: scoped('run', { cost: 20 })
    .input(OutcomesRequest)
    .output(OutcomesReport)
    .mutation(({ ctx, input }) => ctx.app.services.pickEvents.computeOutcomes(input)),
})
