export {
  consume,
  emptyStatistics,
  merge,
  type Observation,
  observationOf,
  standardDeviationOf,
} from './arm-statistics.ts'
export { type ArmQuestion, chooseArm, chooseArmEpsilon } from './choose.ts'
export { consumePick, type Learner, type ReplayedPick } from './consume-pick.ts'
export { type Buckets, contextOf } from './context-of.ts'
export {
  type EntryFacts,
  type EntryJudgement,
  entryAdmits,
  judgeEntry,
  loosenessOf,
  type RecordingGate,
  recordingGateOf,
} from './entry-admits.ts'
export { exitRulesOf, type PlanFacts, type PositionFacts } from './exit-rules-of.ts'
export { type GateOptions, gateOf, type PairedReturn } from './gate.ts'
export { emptyMetrics, mergeMetrics } from './metrics.ts'
export { type Proposal, type ProposeOptions, propose, type TrainingPick } from './propose.ts'
export { type ReplayedExits, replayProfiles } from './replay-profiles.ts'
export { entryReward, exitReward, profileScore } from './reward.ts'
