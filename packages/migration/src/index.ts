export type { CandleCacheReport, IntervalReport, RecoveredFile } from './candles/cache-report.ts'
export type { CandleDifference } from './candles/differences.ts'
export { type CandleCacheImport, type CandleImportDependencies, importCandleCache } from './candles/import.ts'
export type { CandleCacheOptions } from './candles/read-cache.ts'
export { surveyCandleCache } from './candles/survey.ts'
export { type CandleProof, type CandleVerifyDependencies, verifyCandleCache } from './candles/verify.ts'
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
