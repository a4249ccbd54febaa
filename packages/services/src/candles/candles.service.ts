import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type {
  CandleColumns,
  CandleInterval,
  CandleQuery,
  CandleSeries,
  CandleSource,
  ImportReport,
  LastPrice,
} from '@fyntrix/domain/candles'
import { DomainError, type Now, newId, type SessionDate } from '@fyntrix/domain/shared'
import type { CandleProvider, ReadOptions } from '@fyntrix/market-data'
import type { Clock } from '../shared/index.ts'
import { lastPrices } from './last-prices.ts'
import { lastSession } from './last-session.ts'
import { seriesOf } from './series-of.ts'

/** Candles of the one source that this installation reads. Sources are never spliced. */
export interface Candles {
  readonly source: CandleSource
  /** Brings a provider's candles in; repeating it changes nothing. Throws `invalid-input` for a provider of another source. */
  import(provider: CandleProvider, options?: ReadOptions): Promise<ImportReport>
  /** The newest bars of one series that were known at `asOf`, by default now. */
  series(query: CandleQuery): Promise<CandleSeries>
  /** The newest `limit` bars of many series in one round trip; a symbol without bars is absent. */
  many(
    symbols: readonly string[],
    interval: CandleInterval,
    asOf: Date,
    limit: number,
  ): Promise<ReadonlyMap<string, CandleColumns>>
  /** The newest price of each symbol that was known at `asOf`, with its age; a symbol without bars is absent. */
  lastPrices(symbols: readonly string[], asOf: Date): Promise<ReadonlyMap<string, LastPrice>>
  /** Whether the source has any bar of this length. */
  has(interval: CandleInterval): Promise<boolean>
  /** The newest session in which at least 80 % of these symbols have a daily bar, of those known at `asOf`; null when there is none. */
  lastSession(symbols: readonly string[], asOf: Date): Promise<SessionDate | null>
  /** When the newest bar of the source became known; null when it has none. */
  lastKnownAt(): Promise<Date | null>
}

interface Dependencies {
  readonly db: Database
  readonly calendar: Calendar
  readonly source: CandleSource
  readonly clock: Clock
  readonly wall: Now
  /** Told when an import brought something new. */
  readonly onChanged?: () => Promise<void>
}

export const createCandles = ({ db, calendar, source, clock, wall, onChanged }: Dependencies): Candles => {
  const many: Candles['many'] = async (symbols, interval, asOf, limit) => {
    const series = await db.candles.readMany({ source, symbols, interval, asOf, limit })
    return new Map([...series].filter(([, candles]) => candles.ts.length > 0))
  }

  return {
    source,
    many,
    async import(provider, { signal, since, onProgress } = {}) {
      if (provider.source !== source) {
        throw new DomainError(
          'invalid-input',
          `this installation reads ${source} candles; ${provider.source} needs a home of its own (FYNTRIX_HOME)`,
        )
      }
      const receivedAt = wall()
      const report = await db.candles.importCandles(provider.read({ signal, since, onProgress }), {
        importId: newId(receivedAt),
        source,
        description: provider.describe(),
        receivedAt,
        ...(signal && { signal }),
      })
      if (report.inserted + report.newVersions > 0) await onChanged?.()
      return report
    },
    async series({ symbol, interval, asOf, limit }) {
      const at = asOf === undefined ? clock.now() : new Date(asOf)
      const candles = await db.candles.read({ source, symbol, interval, asOf: at, limit })
      return seriesOf({ source, symbol, interval, asOf: at, candles })
    },
    lastPrices: (symbols, asOf) =>
      lastPrices({ calendar, source, asOf, newest: (interval) => many(symbols, interval, asOf, 2) }),
    has: (interval) => db.candles.hasInterval(source, interval),
    async lastSession(symbols, asOf) {
      return lastSession((await many(symbols, 'day', asOf, 10)).values())
    },
    lastKnownAt: () => db.candles.lastKnownAt(source),
  }
}
