export { computePicks, type PicksComputation } from './compute-picks.ts'
export { type EngineConfig, engineConfig, type ModeConfig, type WindowConfig } from './config/index.ts'
export { inputHash } from './input-hash.ts'
export type { MemberSeries, PicksInput } from './picks-input.ts'
