export { type Applied, type AppliedTable, applyPlan } from './apply.ts'
export {
  type Cleaned,
  type Cutover,
  clean,
  createFollower,
  cutover,
  type Drill,
  drill,
  type Followed,
  type FollowRound,
  follow,
  keepFollowing,
  purgeMoved,
  type Rollback,
  rollback,
  type ShadowReport,
  shadowReads,
  shadowWhileFollowing,
  undoClean,
} from './cutover/index.ts'
export { inspect } from './inspect.ts'
export type { Inspection, Problem } from './inspection.ts'
export type { Moved } from './installation/move.ts'
export { makePlan, type Plan } from './plan.ts'
export { type MigrationStatus, migrationStatus } from './status.ts'
export { type PlanSurvey, surveyPlan } from './survey.ts'
export type { CacheTarget, Target } from './target.ts'
export { type ImportOptions } from './values/index.ts'
export { type Verified, type VerifiedTable, verify } from './verify.ts'
