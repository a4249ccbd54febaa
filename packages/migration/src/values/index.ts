export { type Candidates, usualCandidates } from './identity.ts'
export { type ImportOptions, importValues, type ValueImport } from './import-values.ts'
export type { LevelsRow } from './levels.ts'
export type { LeftValues, Named, Quarantined, QuarantinedFacts } from './report.ts'
export type { ReadingOptions, ValueSources } from './sources.ts'
export { type OnQuarantined, surveyValues, type ValueSurvey } from './survey-values.ts'
export type { ValueTarget } from './target.ts'
export {
  type TimeDifference,
  type ValueDifference,
  type ValueVerification,
  type VerifyOptions,
  verifyValues,
} from './verify-values.ts'
