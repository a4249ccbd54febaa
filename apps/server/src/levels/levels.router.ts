import { LevelsAnswer, LevelsQuery, LevelsRefresh, LevelsScoreQuery, PriceScores } from '@fyntrix/domain/levels'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const levelsRouter = router({
  /** Support and resistance of symbols; null with a reason where there are none, labelled where they are out of date. */
  latest: scoped('read', { cost: 2 })
    .input(LevelsQuery)
    .output(z.array(LevelsAnswer))
    .query(({ ctx, input }) => ctx.app.services.levels.latest(input)),

  /** Where a price lies among the levels of a symbol, by default its newest price. */
  score: scoped('read', { cost: 2 })
    .input(LevelsScoreQuery)
    .output(PriceScores)
    .query(({ ctx, input }) => ctx.app.services.levels.score(input)),

  /** Computes the levels of every stock of every universe; repeating it writes what is known by then. */
  refresh: scoped('run', { cost: 20 })
    .output(LevelsRefresh)
    .mutation(({ ctx }) => ctx.app.services.levels.refresh()),
})
