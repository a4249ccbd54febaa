export { scoreProjections } from './scores.cache.ts'
export { runScoresJob } from './scores.job.ts'
export { createScores, type Scores } from './scores.service.ts'
export { createScoreViews, type ScoreViews } from './scores.views.ts'
