export { createRecommendations, type Recommendations } from './recommendations.service.ts'
