export {
  Grouping,
  GroupPerformance,
  RecommendationPerformance,
  RecommendationPerformanceQuery,
} from './performance.schema.ts'
export {
  ExitRequest,
  RecommendationCounts,
  RecommendationExit,
  RecommendationExitReason,
  RecommendationQuery,
  RecommendationRecord,
} from './recommendation.schema.ts'
