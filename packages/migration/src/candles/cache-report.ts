import type { CandleInterval, QuarantineReason } from '@fyntrix/domain/candles'
import type { CacheFile, SeriesDisagreement } from '@fyntrix/market-data'

/** Most entries of a list of a report; the counts beside it are of all. */
export const listed = 10_000

/** A file that only its name explained. The window's dates are IST dates `YYYY-MM-DD`, both in it. */
export interface RecoveredFile {
  readonly file: string
  readonly symbol: string
  readonly interval: CandleInterval
  readonly from: string
  readonly to: string
  readonly rows: number
}

/** The files and bars of one length. */
export interface IntervalReport {
  readonly interval: CandleInterval
  readonly files: number
  readonly symbols: number
  readonly rows: number
  readonly bars: number
  readonly versions: number
  /** Bars whose version that counts may still change. */
  readonly provisional: number
}

/**
 * What a candle cache holds. Every row of every file is one of `versions`, `repeats`, `setAside` or in a file of `refused`; a reading
 * that cannot say so of each fails.
 */
export interface CandleCacheReport {
  readonly files: number
  readonly rows: number
  /** Bars: symbol, interval and time. */
  readonly bars: number
  /** Rows that say something new about their bar. */
  readonly versions: number
  /** Rows that say what another row of their bar says. */
  readonly repeats: number
  /** Rows that cannot be used, by reason. */
  readonly setAside: Readonly<Partial<Record<QuarantineReason, number>>>
  /** Files of which no row was read. */
  readonly refused: readonly CacheFile[]
  readonly recovered: readonly RecoveredFile[]
  /** Bars of which copies have other prices or volumes: how many, how many that the rule decided without knowing, and which (see {@link listed}). */
  readonly disagreements: {
    readonly bars: number
    readonly ambiguous: number
    readonly list: readonly SeriesDisagreement[]
  }
  /** Bars whose version that counts may still change, and versions that were marked so. */
  readonly provisional: { readonly bars: number; readonly versions: number }
  /** The longest bars first. */
  readonly intervals: readonly IntervalReport[]
  /** Symbols of the instrument list, and its lines that name none; null where none was given. */
  readonly instruments: { readonly symbols: number; readonly skipped: number } | null
}
