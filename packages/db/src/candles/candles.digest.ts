import { createHash } from 'node:crypto'
import type { CandleBatch, CandleInterval, CandleSource } from '@fyntrix/domain/candles'
import type { ConnectionPool } from '../shared/pool.ts'

/** What a series holds, in one number. */
export interface SeriesDigest {
  readonly symbol: string
  readonly interval: CandleInterval
  /** Rows, all versions. */
  readonly versions: number
  /** SHA-256 (hex) of the key and the canonical form of every version, in the order of time and version. */
  readonly digest: string
}

/**
 * The canonical form of a version: PostgreSQL's binary form of its values, all of fixed length. An arrival that was not recorded
 * is the smallest instant. Adding 0 makes one of the two zeros of IEEE 754.
 */
const canonical = `int4send(version) || timestamptz_send(ts) || date_send(session) || timestamptz_send(known_at)
  || timestamptz_send(coalesce(cached_at, '-infinity')) || float8send(open + 0) || float8send(high + 0) || float8send(low + 0)
  || float8send(close + 0) || float8send(volume + 0) || boolsend(provisional)`
const bytesPerVersion = 4 + 8 + 4 + 8 + 8 + 5 * 8 + 1

const digestSql = (table: string): string => `
  select symbol, interval, count(*)::int as versions,
    encode(sha256($2::bytea || string_agg(${canonical}, ''::bytea order by ts, version)), 'hex') as digest
  from ${table} where source = $1 group by symbol, interval`

/** The digests of all series of a source, as of one instant. See `CandlesRepository.digests`. */
export const seriesDigests = (
  pool: ConnectionPool,
  source: CandleSource,
  key: Uint8Array,
): Promise<readonly SeriesDigest[]> =>
  pool.transaction(async (client) => {
    await client.query('set local statement_timeout = 0')
    const sql = `${digestSql('candles_daily')} union all ${digestSql('candles_intraday')}`
    return (await client.query<SeriesDigest>(sql, [source, Buffer.from(key)])).rows
  })

const epochDay = 10_957 // 2000-01-01, from which PostgreSQL counts, in days since 1970-01-01
const epochMs = epochDay * 86_400_000
const unrecorded = -(2n ** 63n)

/** The digest that a series has once its batch, and nothing else, is imported into an empty table. */
export const digestOf = (batch: CandleBatch, key: Uint8Array): SeriesDigest => {
  const { symbol, interval, candles, session, knownAt, cachedAt } = batch
  const { ts, provisional } = candles
  const bytes = Buffer.alloc(ts.length * bytesPerVersion)
  let at = 0
  const instant = (ms: number) => {
    at = bytes.writeBigInt64BE(Number.isNaN(ms) ? unrecorded : BigInt((ms - epochMs) * 1_000), at)
  }
  for (const [row, version] of versionNumbers(ts).entries()) {
    at = bytes.writeInt32BE(version, at)
    instant(ts[row] ?? Number.NaN)
    at = bytes.writeInt32BE((session[row] ?? 0) - epochDay, at)
    instant(knownAt[row] ?? Number.NaN)
    instant(cachedAt[row] ?? Number.NaN)
    for (const column of [candles.open, candles.high, candles.low, candles.close, candles.volume]) {
      at = bytes.writeDoubleBE((column[row] ?? Number.NaN) + 0, at)
    }
    at = bytes.writeUInt8(provisional[row] === 1 ? 1 : 0, at)
  }
  const digest = createHash('sha256').update(key).update(bytes).digest('hex')
  return { symbol, interval, versions: ts.length, digest }
}

/** The number of each version, from 1, where the versions of a bar follow each other. */
export const versionNumbers = (ts: Float64Array): Int32Array => {
  const numbers = new Int32Array(ts.length)
  for (let row = 0; row < ts.length; row++) {
    numbers[row] = row > 0 && ts[row] === ts[row - 1] ? (numbers[row - 1] ?? 0) + 1 : 1
  }
  return numbers
}
