export { makeRecommendations } from './legacy-recommendations.ts'
export { targetOn } from './target-on.ts'
