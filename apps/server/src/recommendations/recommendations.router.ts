import {
  ClosedEvent,
  ExitRequest,
  RecommendationPerformance,
  RecommendationPerformanceQuery,
  RecommendationQuery,
  RecommendationRecord,
  RecommendationSubscription,
} from '@fyntrix/domain/recommendations'
import { Id } from '@fyntrix/domain/shared'
import { closedRecommendations } from '@fyntrix/services/recommendations'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { followed } from '../shared/followed.ts'
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

  /** Recommendations, as they close. */
  closed: scoped('read')
    .input(RecommendationSubscription)
    .output(eventStream(ClosedEvent))
    .subscription((call) => followed(call, () => closedRecommendations(call.input))),
})
