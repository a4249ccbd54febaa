import type { CandleInterval, CandleSource } from '@fyntrix/domain/candles'
import type { ConnectionPool } from '../shared/pool.ts'
import { tableOf } from './candles.tables.ts'

/** One version of a bar as it is stored. Instants are epoch milliseconds UTC, `session` is days since 1970-01-01. */
export interface StoredVersion {
  readonly ts: number
  readonly version: number
  readonly session: number
  readonly knownAt: number
  /** NaN where no arrival was recorded. */
  readonly cachedAt: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly provisional: boolean
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`

/** All versions of a series, by time and version. See `CandlesRepository.storedVersions`. */
export const storedVersions = (
  pool: ConnectionPool,
  source: CandleSource,
  symbol: string,
  interval: CandleInterval,
): Promise<readonly StoredVersion[]> =>
  pool.run(async (client) => {
    const { rows } = await client.query<StoredVersion>(
      `select ${ms('c.ts')} as ts, version, session - date '1970-01-01' as session, ${ms('known_at')} as "knownAt",
         coalesce(${ms('cached_at')}, 'NaN') as "cachedAt", open, high, low, close, volume, provisional
       from ${tableOf(interval)} c where source = $1 and symbol = $2 and interval = $3 order by c.ts, version`,
      [source, symbol, interval],
    )
    return rows
  })
