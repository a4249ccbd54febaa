export { type Blend, blend, isCovered, weightedAgents } from './blend.ts'
export { explain, keySignals } from './explain.ts'
export { type Candidate, rank } from './rank.ts'
export { directionOf, minRiskReward, passesScoreGate, recommend } from './recommendation.ts'
