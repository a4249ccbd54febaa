export {
  Grouping,
  GroupPerformance,
  RecommendationPerformance,
  RecommendationPerformanceQuery,
} from './performance.schema.ts'
export {
  ClosedEvent,
  ExitRequest,
  RecommendationCounts,
  RecommendationExit,
  RecommendationExitReason,
  RecommendationQuery,
  RecommendationRecord,
  RecommendationSubscription,
} from './recommendation.schema.ts'
