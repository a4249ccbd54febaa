export {
  factGroupings,
  Grouping,
  GroupPerformance,
  longestFactSpanDays,
  RecommendationPerformance,
  RecommendationPerformanceQuery,
} from './performance.schema.ts'
export {
  ExitRequest,
  RecommendationCounts,
  RecommendationExit,
  RecommendationExitReason,
  RecommendationFilter,
  RecommendationQuery,
  RecommendationRecord,
} from './recommendation.schema.ts'
