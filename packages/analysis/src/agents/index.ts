export { type AgentContext, abstain, type MarketContext } from './agent.ts'
export { regimeOf } from './regime.ts'
export { agents } from './registry.ts'
