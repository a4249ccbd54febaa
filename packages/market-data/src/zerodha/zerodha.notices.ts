import type { CandleInterval } from '@fyntrix/domain/candles'
import type { Disagreement } from './zerodha.disagreement.ts'

/** What became of one file of a cache. */
export interface CacheFile {
  readonly file: string
  /** Lines after the header, readable or not. */
  readonly rows: number
  /** What the file holds; null if nothing tells. */
  readonly series: { readonly symbol: string; readonly interval: CandleInterval } | null
  /** IST dates `YYYY-MM-DD` of the window of a file that only its name explained. */
  readonly recovered: { readonly from: string; readonly to: string } | null
  /** Why none of its rows was read, in words; null if they were. */
  readonly refused: string | null
}

/** A disagreement and the series that has it. */
export interface SeriesDisagreement extends Disagreement {
  readonly symbol: string
  readonly interval: CandleInterval
}

/** Told what a reading finds besides bars. */
export interface CacheNotices {
  /** Called once for every file. */
  readonly onFile?: (file: CacheFile) => void
  /** Called once for every bar of which two copies have other prices or volumes. */
  readonly onDisagreement?: (disagreement: SeriesDisagreement) => void
}
