import type { CandleColumns, CandleInterval, CandleSource, ImportReport, ProviderItem } from '@fyntrix/domain/candles'
import type { Id, SessionDate } from '@fyntrix/domain/shared'
import type { ConnectionPool } from '../shared/pool.ts'

/** What an import is, and how it is followed. */
export interface ImportOptions {
  readonly importId: Id
  readonly source: CandleSource
  /** Where the candles come from, for people: a folder, a file, a feed. */
  readonly description: string
  /** When the candles reached us; later versions of bars without a recorded arrival are not known before. */
  readonly receivedAt: Date
  /** Ends the import between two batches; nothing of it stays. */
  readonly signal?: AbortSignal
  /** Told the number of bars read so far, once a batch. */
  readonly onProgress?: (read: number) => void
}

/** Candles of one series, as they were known at `asOf`. */
export interface CandleRead {
  readonly source: CandleSource
  readonly symbol: string
  readonly interval: CandleInterval
  readonly asOf: Date
  /** The newest so many bars, at least 1. */
  readonly limit: number
}

/** Candles of several series, as they were known at `asOf`. */
export interface CandleReadMany extends Omit<CandleRead, 'symbol'> {
  readonly symbols: readonly string[]
}

/** How many of the symbols asked for have a daily candle of a session. */
export interface SessionCoverage {
  readonly session: SessionDate
  readonly covered: number
}

/** Candles: bulk import with versions, and reads as of an instant. */
export class CandlesRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  importCandles(items: AsyncIterable<ProviderItem>, options: ImportOptions): Promise<ImportReport> {
    throw new Error('todo')
  }

  async read(query: CandleRead): Promise<CandleColumns> {
    throw new Error('todo')
  }

  readMany(query: CandleReadMany): Promise<Map<string, CandleColumns>> {
    throw new Error('todo')
  }

  sessionCoverage(query: {
    readonly source: CandleSource
    readonly symbols: readonly string[]
    readonly asOf: Date
    readonly sessions: number
  }): Promise<readonly SessionCoverage[]> {
    throw new Error('todo')
  }

  hasInterval(source: CandleSource, interval: CandleInterval): Promise<boolean> {
    throw new Error('todo')
  }

  lastKnownAt(source: CandleSource): Promise<Date | null> {
    throw new Error('todo')
  }

  symbols(source: CandleSource): Promise<readonly string[]> {
    throw new Error('todo')
  }
}
