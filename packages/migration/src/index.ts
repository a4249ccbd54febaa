export { type Applied, type AppliedTable, type ApplyOptions, applyPlan, type Target } from './apply.ts'
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
export { type Verified, type VerifiedTable, verify } from './verify.ts'
