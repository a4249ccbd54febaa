export type { RecommendationEntry, SymbolAndMode } from './recommendations.newest.ts'
export { type MeasuredSession, measuredBy, measuredColumns } from './recommendations.performance.ts'
export { RecommendationsRepository } from './recommendations.repository.ts'
export { byValue } from './recommendations.sessions.ts'
