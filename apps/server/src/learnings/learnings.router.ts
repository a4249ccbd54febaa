import { Learning, LearningQuery, LearningReport } from '@fyntrix/domain/learnings'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const learningsRouter = router({
  /** What agents' patterns were worth, those that rest on most first. */
  list: scoped('read')
    .input(LearningQuery)
    .output(z.array(Learning))
    .query(({ ctx, input }) => ctx.app.services.learnings.list(input)),

  /** Learns from outcomes that were not learnt from; repeating it adds nothing. */
  learn: scoped('run', { cost: 20 })
    .output(LearningReport)
    .mutation(({ ctx }) => ctx.app.services.learnings.learn()),
})
