export { recommendationProjections } from './recommendations.cache.ts'
export { createRecommendations, type Recommendations } from './recommendations.service.ts'
export { closedRecommendations } from './recommendations.topic.ts'
export { createRecommendationViews, type RecommendationViews } from './recommendations.views.ts'
