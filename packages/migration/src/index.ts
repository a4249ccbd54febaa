export {
  type ApplyOptions,
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
