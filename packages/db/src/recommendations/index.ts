export type { MeasuredSession } from './recommendations.performance.ts'
export { RecommendationsRepository } from './recommendations.repository.ts'
