import type { RecommendationRecord, RecommendationSubscription } from '@fyntrix/domain/recommendations'
import type { Topic } from '../shared/index.ts'

/** Recommendations as they close, those of one message together, of a universe and mode or of all. */
export const closedRecommendations =
  ({ universe, mode }: Pick<RecommendationSubscription, 'universe' | 'mode'>): Topic<RecommendationRecord[]> =>
  async (facts, message) => {
    if (message.topic !== 'recommendations.closed') return null
    const closed = await facts.recommendations.byIds(message.lane, message.recommendations)
    const wanted = closed.filter(
      (one) => one.universe === (universe ?? one.universe) && one.mode === (mode ?? one.mode),
    )
    return wanted.length === 0 ? null : wanted
  }
