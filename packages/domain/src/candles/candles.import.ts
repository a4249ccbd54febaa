import type { CandleColumns } from './candles.columns.ts'
import type { CandleInterval, CandleSource } from './candles.schema.ts'

/**
 * Candles of one series as a provider delivers them. Bars are sorted by `ts`; a bar may occur several times (versions), then in the order in
 * which they are to be numbered. Times are epoch milliseconds UTC.
 */
export interface CandleBatch {
  readonly source: CandleSource
  readonly symbol: string
  readonly interval: CandleInterval
  readonly candles: CandleColumns
  /** Exchange date of each bar as days since 1970-01-01, the form that PostgreSQL's binary date needs. */
  readonly session: Int32Array
  /** When each bar could be known. */
  readonly knownAt: Float64Array
  /** When the provider recorded that it fetched the bar; NaN where it recorded nothing. */
  readonly cachedAt: Float64Array
  /** Rows of the source that said nothing new about a bar of this batch and were left out; absent means none. */
  readonly repeats?: number
}

/** Why a row or file was not imported. */
export type QuarantineReason =
  | 'unreadable'
  | 'blank-price'
  | 'impossible-price'
  | 'not-a-session'
  | 'flat-day'
  | 'off-grid'
  | 'out-of-calendar'
  | 'duplicate'
  | 'edge-of-file'
  | 'no-metadata'

/** A row that was set aside: where it stood, why, and what it said. `line` counts from 1; 0 means the whole file. */
export interface QuarantinedRow {
  readonly source: CandleSource
  readonly symbol: string | null
  readonly interval: CandleInterval | null
  readonly file: string
  readonly line: number
  readonly reason: QuarantineReason
  readonly detail: string
  readonly raw: string
}

/** What a provider yields: series as it completes them, and rows that it refuses. */
export type ProviderItem =
  | { readonly kind: 'batch'; readonly batch: CandleBatch }
  | { readonly kind: 'quarantine'; readonly rows: readonly QuarantinedRow[] }

/** What an import did. Counts are rows. */
export interface ImportReport {
  readonly importId: string
  readonly source: CandleSource
  readonly read: number
  readonly inserted: number
  readonly newVersions: number
  readonly unchanged: number
  readonly quarantined: number
  readonly quarantinedByReason: Readonly<Record<string, number>>
  readonly elapsedMs: number
}
