import { OutcomesReport, OutcomesRequest, PickEvent, PickEventQuery } from '@fyntrix/domain/pick-events'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const pickEventsRouter = router({
  /** A page of picks as events, with what every agent contributed and what became of them, newest first. */
  list: scoped('read', { cost: 2 })
    .input(PickEventQuery)
    .output(z.array(PickEvent))
    .query(({ ctx, input }) => ctx.app.services.pickEvents.list(input)),

  /** Tells the outcomes that are due; repeating it adds nothing. */
  computeOutcomes: scoped('run', { cost: 20 })
    .input(OutcomesRequest)
    .output(OutcomesReport)
    .mutation(({ ctx, input }) => ctx.app.services.pickEvents.computeOutcomes(input)),
})
