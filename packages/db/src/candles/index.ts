export type { CoverageQuery, SessionCoverage } from './candles.coverage.ts'
export type { ImportOptions } from './candles.import.ts'
export type { CandleRead, CandleReadMany } from './candles.read.ts'
export { CandlesRepository } from './candles.repository.ts'
