import { type CandleColumns, CandleInterval, CandleSource, candlesOf, sliceCandles } from '@fyntrix/domain/candles'
import { DomainError, Symbol } from '@fyntrix/domain/shared'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { CopyReader, framingBytes } from '../shared/copy-binary.ts'
import type { ConnectionPool } from '../shared/pool.ts'
import { tableOf } from './candles.tables.ts'

/** Candles of one series, as they were known at `asOf`. */
export interface CandleRead {
  readonly source: CandleSource
  readonly symbol: string
  readonly interval: CandleInterval
  readonly asOf: Date
  /** The newest so many bars, at least 1. */
  readonly limit: number
  /** Only bars that start from `from` on (inclusive) and before `to`; by default all. */
  readonly between?: { readonly from: Date; readonly to: Date }
}

/** Candles of several series, as they were known at `asOf`. */
export interface CandleReadMany extends Omit<CandleRead, 'symbol'> {
  readonly symbols: readonly string[]
}

// nth symbol (int4), ts, five float8, provisional: all fixed, none null
const fields = 8
const rowBytes = 2 + fields * 4 + 4 + 8 + 5 * 8 + 1

const literal = pg.escapeLiteral

/**
 * Per symbol the newest bars, each in its newest version known at `asOf`. COPY takes no parameters: every value is parsed first, then quoted. The
 * primary key is read backwards, newest partition first, and each symbol stops at its limit; `ts` bounds later partitions away.
 */
const readSql = ({ source, symbols, interval, asOf, limit, between }: CandleReadMany): string => {
  const time = (instant: Date) => `${literal(instant.toISOString())}::timestamptz`
  const at = time(asOf)
  const within = between ? `and ts >= ${time(between.from)} and ts < ${time(between.to)}` : ''
  return `
    copy (
      select s.nth::int4, c.ts, c.open, c.high, c.low, c.close, c.volume, c.provisional
      from unnest(array[${symbols.map(literal).join(', ')}]::text[]) with ordinality as s (symbol, nth)
      cross join lateral (
        select distinct on (ts) ts, open, high, low, close, volume, provisional from ${tableOf(interval)}
        where source = ${literal(source)} and symbol = s.symbol and interval = ${literal(interval)}
          and known_at <= ${at} and ts <= ${at} ${within}
        order by ts desc, version desc limit ${limit}
      ) c
      order by s.nth, c.ts
    ) to stdout (format binary)`
}

interface Schema {
  safeParse(value: unknown): { readonly success: boolean }
}

const checked = (query: CandleReadMany): CandleReadMany => {
  const check = (schema: Schema, value: unknown, what: string) => {
    if (!schema.safeParse(value).success) throw new DomainError('invalid-input', `${what} of a read of candles is none`)
  }
  check(CandleSource, query.source, 'the source')
  check(CandleInterval, query.interval, 'the interval')
  check(Symbol.array(), query.symbols, 'a symbol')
  if (!Number.isSafeInteger(query.limit) || query.limit < 1) {
    throw new DomainError('invalid-input', 'the number of candles to read must be a whole number of at least 1')
  }
  return { ...query, symbols: [...new Set(query.symbols)] }
}

const decode = (bytes: Buffer, symbols: readonly string[]): Map<string, CandleColumns> => {
  const length = (bytes.length - framingBytes) / rowBytes
  const all = candlesOf(length)
  const reader = new CopyReader(bytes)
  const ends = new Uint32Array(symbols.length)
  for (let i = 0; reader.next(fields); i++) {
    ends[reader.int4() - 1] = i + 1
    all.ts[i] = reader.timestamp()
    all.open[i] = reader.float8()
    all.high[i] = reader.float8()
    all.low[i] = reader.float8()
    all.close[i] = reader.float8()
    all.volume[i] = reader.float8()
    all.provisional[i] = reader.bool() ? 1 : 0
  }
  let from = 0
  return new Map(
    symbols.map((symbol, nth) => {
      const to = Math.max(from, ends[nth] ?? 0)
      const candles = sliceCandles(all, from, to)
      from = to
      return [symbol, candles]
    }),
  )
}

/** Reads several series in one round trip. See `CandlesRepository.readMany`. */
export const readMany = (pool: ConnectionPool, query: CandleReadMany): Promise<Map<string, CandleColumns>> => {
  const wanted = checked(query)
  return pool.run(async (client) => {
    const chunks: Buffer[] = []
    for await (const chunk of client.query(copyTo(readSql(wanted)))) chunks.push(chunk)
    return decode(Buffer.concat(chunks), wanted.symbols)
  })
}
