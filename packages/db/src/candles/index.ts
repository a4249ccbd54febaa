export {
  type CandleRead,
  type CandleReadMany,
  CandlesRepository,
  type ImportOptions,
  type SessionCoverage,
} from './candles.repository.ts'
