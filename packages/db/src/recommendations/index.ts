export type { RecommendationListing } from './recommendations.listing.ts'
export type { MeasuredQuery, MeasuredSession } from './recommendations.performance.ts'
export { RecommendationsRepository } from './recommendations.repository.ts'
