export type { Advice } from './advised-ladder.ts'
export type { InsightModel } from './explain-pick.ts'
export { type InsightLadderOptions, insightLadder } from './insight-ladder.ts'
export { createInsights, type Insights, type InsightsDependencies } from './insights.service.ts'
