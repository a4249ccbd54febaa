import {
  type CandleColumns,
  type CandleInterval,
  type CandleSource,
  emptyCandles,
  type ImportReport,
  type ProviderItem,
} from '@fyntrix/domain/candles'
import type { ConnectionPool } from '../shared/pool.ts'
import {
  type CoverageQuery,
  hasInterval,
  lastKnownAt,
  type SessionCoverage,
  sessionCoverage,
  symbolsOf,
} from './candles.coverage.ts'
import { type SeriesDigest, seriesDigests } from './candles.digest.ts'
import { type ImportOptions, importCandles } from './candles.import.ts'
import { type CandleRead, type CandleReadMany, readMany } from './candles.read.ts'
import { type StoredVersion, storedVersions } from './candles.stored.ts'

/** Candles: bulk import with versions, and reads as of an instant. Each call is a transaction of its own. */
export class CandlesRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /**
   * Imports what a provider delivers, all of it or nothing. A bar that equals any stored version of its key (prices, volume, provisional) is
   * `unchanged`; another one becomes the next version, in the order of delivery. Without a recorded arrival a later version counts as known from
   * `receivedAt` on, so reads as of an instant before it never change. Repeating an import adds nothing. Imports of one source wait for each other.
   * Throws `invalid-input` for bars out of order, not finite, or of another source, and what the provider throws.
   */
  importCandles(items: AsyncIterable<ProviderItem>, options: ImportOptions): Promise<ImportReport> {
    return importCandles(this.#pool, items, options)
  }

  /** The newest `limit` bars of a series that were known at `asOf`, each in the newest version known then, oldest first. */
  async read({ symbol, ...query }: CandleRead): Promise<CandleColumns> {
    return (await this.readMany({ ...query, symbols: [symbol] })).get(symbol) ?? emptyCandles()
  }

  /** As `read`, for many series in one round trip, in the order of `symbols`; a series without bars is empty. The columns share their memory. */
  readMany(query: CandleReadMany): Promise<Map<string, CandleColumns>> {
    return readMany(this.#pool, query)
  }

  /** The newest sessions first, each with the number of the symbols that have a daily candle known at `asOf`. */
  sessionCoverage(query: CoverageQuery): Promise<readonly SessionCoverage[]> {
    return sessionCoverage(this.#pool, query)
  }

  /**
   * A digest of every series of a source, all of one moment, to be compared with `digestOf` of what was delivered. The key is hashed first:
   * where it is made anew for each question, an answer can only come from the rows as they are now.
   */
  digests(source: CandleSource, key: Uint8Array): Promise<readonly SeriesDigest[]> {
    return seriesDigests(this.#pool, source, key)
  }

  /** All versions of a series, by time and version; to find out where digests differ, since it holds them all in memory. */
  storedVersions(source: CandleSource, symbol: string, interval: CandleInterval): Promise<readonly StoredVersion[]> {
    return storedVersions(this.#pool, source, symbol, interval)
  }

  /** Whether a source has any bar of an interval. */
  hasInterval(source: CandleSource, interval: CandleInterval): Promise<boolean> {
    return hasInterval(this.#pool, source, interval)
  }

  /** When the newest bar of a source could be known; null when it has none. Revisions of older bars do not count. */
  lastKnownAt(source: CandleSource): Promise<Date | null> {
    return lastKnownAt(this.#pool, source)
  }

  /** The symbols that a source has candles of, sorted. */
  symbols(source: CandleSource): Promise<readonly string[]> {
    return symbolsOf(this.#pool, source)
  }
}
