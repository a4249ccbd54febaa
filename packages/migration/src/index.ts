export { type Applied, type AppliedTable, applyPlan } from './apply.ts'
export type { CandleCacheReport, IntervalReport, RecoveredFile } from './candles/cache-report.ts'
export type { CandleDifference } from './candles/differences.ts'
export { type CandleCacheImport, type CandleImportDependencies, importCandleCache } from './candles/import.ts'
export type { CandleCacheOptions } from './candles/read-cache.ts'
export { surveyCandleCache } from './candles/survey.ts'
export { type CandleProof, type CandleVerifyDependencies, verifyCandleCache } from './candles/verify.ts'
export {
  type ApplyReport,
  applyConfiguration,
  type Change,
  type ConfigurationPlan,
  type Fate,
  type FilePlan,
  type OnStep,
  planConfiguration,
  type RestoreReport,
  restoreConfiguration,
  type SettingsKind,
  type VerifyReport,
  verifyConfiguration,
} from './configuration/index.ts'
export {
  type Cleaned,
  type CleanOptions,
  type Cutover,
  type CutoverMoment,
  type CutoverOptions,
  clean,
  createFollower,
  cutover,
  type DeletedRows,
  type Drill,
  drill,
  type Followed,
  type Follower,
  type FollowOptions,
  type FollowRound,
  follow,
  keepFollowing,
  purgeMoved,
  type Rollback,
  rollback,
  type ShadowOptions,
  type ShadowReport,
  shadowReads,
  shadowWhileFollowing,
  undoClean,
} from './cutover/index.ts'
export { type InspectOptions, inspect } from './inspect.ts'
export type {
  ColumnCensus,
  DatabaseCensus,
  FileGroup,
  FileKind,
  Inspection,
  Problem,
  TableCensus,
} from './inspection.ts'
export { makePlan, type Plan } from './plan.ts'
export { type MigrationStatus, migrationStatus } from './status.ts'
export type { CacheTarget, Target } from './target.ts'
export {
  type Candidates,
  type ImportOptions,
  importValues,
  type LeftValues,
  type LevelsRow,
  type Named,
  type OnQuarantined,
  type Quarantined,
  type QuarantinedFacts,
  type ReadingOptions,
  surveyValues,
  type TimeDifference,
  usualCandidates,
  type ValueDifference,
  type ValueImport,
  type ValueSources,
  type ValueSurvey,
  type ValueTarget,
  type ValueVerification,
  type VerifyOptions,
  verifyValues,
} from './values/index.ts'
export { type Verified, type VerifiedTable, verify } from './verify.ts'
