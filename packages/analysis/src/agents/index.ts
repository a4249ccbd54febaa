export type { Agent, AgentContext, MarketContext } from './agent.ts'
export { abstain, confidenceOf, sideOf } from './agent.ts'
export { type Regime, regimeOf } from './regime.ts'
export { agents } from './registry.ts'
