export {
  type CandleColumns,
  candlesOf,
  concatCandles,
  emptyCandles,
  selectCandles,
  sliceCandles,
} from './candles.columns.ts'
export type { CandleBatch, ImportReport, ProviderItem, QuarantinedRow, QuarantineReason } from './candles.import.ts'
export {
  adjustments,
  CandleHistory,
  CandleHistoryCounts,
  CandleHistoryQuery,
  CandleInterval,
  CandleQuery,
  CandleSeries,
  CandleSource,
  intervalMinutes,
  LastPrice,
} from './candles.schema.ts'
