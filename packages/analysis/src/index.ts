export { computePicks, type PicksComputation } from './compute-picks.ts'
export { type EngineConfig, engineConfig, type ModeConfig, type WindowConfig } from './config/index.ts'
export { inputHash } from './input-hash.ts'
export {
  type Benchmark,
  betaAt,
  type ExitRules,
  type HeldBar,
  type Holding,
  holdingOf,
  type OutcomeConfig,
  outcomeConfig,
  outcomeOf,
  type Position,
} from './outcomes/index.ts'
export { agentPerformance } from './performance/index.ts'
export type { MemberSeries, PicksInput } from './picks-input.ts'
