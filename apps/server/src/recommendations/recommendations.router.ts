import {
  ExitRequest,
  RecommendationPerformance,
  RecommendationPerformanceQuery,
  RecommendationQuery,
  RecommendationRecord,
} from '@fyntrix/domain/recommendations'
import { Id } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const recommendationsRouter = router({
  /** A page of recommendations, newest first. */
  list: scoped('read')
    .input(RecommendationQuery)
    .output(z.array(RecommendationRecord))
    .query(({ ctx, input }) => ctx.app.services.recommendations.list(input)),

  /** A recommendation and, once it was evaluated, how it ended. */
  byId: scoped('read')
    .input(z.object({ id: Id }))
    .output(RecommendationRecord)
    .query(({ ctx, input }) => ctx.app.services.recommendations.byId(input.id)),

  /** How recommendations did, by mode, universe, side, agent or decile of conviction. */
  performance: scoped('read', { cost: 10 })
    .input(RecommendationPerformanceQuery)
    .output(RecommendationPerformance)
    .query(({ ctx, input }) => ctx.app.services.recommendations.performance(input)),

  /** Closes a recommendation by an exit that somebody made; the same exit twice answers the same. */
  applyExit: scoped('run')
    .input(ExitRequest)
    .output(RecommendationRecord)
    .mutation(({ ctx, input }) => ctx.app.services.recommendations.applyExit(input)),
})
