import { ScoreAnswer, ScoresQuery, ScoresRefresh, TopScores, TopScoresQuery } from '@fyntrix/domain/scores'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const scoresRouter = router({
  /** The one score of each symbol, labelled where it is out of date; null before the first analysis. */
  latest: scoped('read', { cost: 2 })
    .input(ScoresQuery)
    .output(z.array(ScoreAnswer))
    .query(({ ctx, input }) => ctx.app.services.scores.latest(input)),

  /** The stocks of a universe, or of all, by score, highest first. */
  top: scoped('read', { cost: 2 })
    .input(TopScoresQuery)
    .output(TopScores)
    .query(({ ctx, input }) => ctx.app.services.scores.top(input)),

  /** Writes all scores into Redis from the facts; repeating it changes nothing. */
  refresh: scoped('run', { cost: 20 })
    .output(ScoresRefresh)
    .mutation(({ ctx }) => ctx.app.services.scores.refresh()),
})
