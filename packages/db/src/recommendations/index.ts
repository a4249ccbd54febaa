export { RecommendationsRepository } from './recommendations.repository.ts'
