export { type SymbolScore, scoreSymbol } from './blend/index.ts'
export { computePicks, finishPicks, type PicksComputation } from './compute-picks.ts'
export { type EngineConfig, engineConfig, type ModeConfig, type WindowConfig } from './config/index.ts'
export { inputHash } from './input-hash.ts'
export { factsOf, unsupportedNumbers } from './insights/index.ts'
export { levelScore, type Pivots, pivotsOf } from './levels/index.ts'
export {
  type CostOf,
  type CostPart,
  completedBy,
  costOf,
  loadPriceData,
  type PriceBook,
  type PriceData,
  priceBookOf,
  type Told,
  tierNamed,
  upperTokensOf,
  usageOf,
  worstCaseOf,
} from './llm-costs/index.ts'
export { marketOf } from './market-context.ts'
export {
  type Benchmark,
  betaAt,
  type ExitRules,
  exitsOfPlan,
  type Held,
  type HeldBar,
  type Holding,
  holdingOf,
  type Left,
  labelOf,
  type OpenPosition,
  type OutcomeConfig,
  outcomeConfig,
  outcomeOf,
  type PlannedExits,
  type Position,
  type Standing,
  signedReturnPct,
  standingOf,
} from './outcomes/index.ts'
export { agentPerformance, type GroupedReturns, groupPerformance, performanceByGroup } from './performance/index.ts'
export type { MemberSeries, PicksInput } from './picks-input.ts'
export { type Answers, answersOf, type PicksPlan, partOf, planPicks } from './picks-plan.ts'
export {
  type ArmQuestion,
  type Buckets,
  chooseArm,
  chooseArmEpsilon,
  consume as consumeObservation,
  consumePick,
  contextOf,
  type EntryFacts,
  type EntryJudgement,
  emptyMetrics,
  emptyStatistics,
  entryAdmits,
  entryReward,
  exitReward,
  exitRulesOf,
  type GateOptions,
  gateOf,
  judgeEntry,
  type Learner,
  loosenessOf,
  merge as mergeStatistics,
  mergeMetrics,
  type Observation,
  observationOf,
  type PairedReturn,
  type PlanFacts,
  type PositionFacts,
  type Proposal,
  type ProposeOptions,
  profileScore,
  propose,
  type RecordingGate,
  type ReplayedExits,
  type ReplayedPick,
  recordingGateOf,
  replayProfiles,
  standardDeviationOf,
  type TrainingPick,
} from './policies/index.ts'
export {
  begunAlerts,
  type PricedBy,
  priceEntry,
  pricePosition,
  replayLedger,
  summarisePositions,
  summariseWatchlist,
} from './portfolio/index.ts'
export { inventedPrices } from './provenance.ts'
export { wilson } from './statistics/index.ts'
