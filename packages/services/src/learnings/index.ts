export { learningProjection } from './learnings.cache.ts'
export { createLearnings, type Learnings } from './learnings.service.ts'
export { createLearningViews, type LearningViews } from './learnings.views.ts'
