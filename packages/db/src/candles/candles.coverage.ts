import type { CandleInterval, CandleSource } from '@fyntrix/domain/candles'
import type { SessionDate } from '@fyntrix/domain/shared'
import type { ConnectionPool } from '../shared/pool.ts'
import { type CandleTable, tableOf } from './candles.tables.ts'

/** How many of the symbols asked for have a daily candle of a session. */
export interface SessionCoverage {
  readonly session: SessionDate
  readonly covered: number
}

/** Which sessions to look at: the newest `sessions` in which any of the symbols has a daily candle that was known at `asOf`. */
export interface CoverageQuery {
  readonly source: CandleSource
  readonly symbols: readonly string[]
  readonly asOf: Date
  readonly sessions: number
}

const dayMs = 86_400_000

/**
 * The newest sessions first, with the number of symbols that have a candle. Looks at twice as many calendar days as sessions were asked for, and a
 * month more; only if those hold too few does it look at all.
 */
export const sessionCoverage = (
  pool: ConnectionPool,
  { source, symbols, asOf, sessions }: CoverageQuery,
): Promise<readonly SessionCoverage[]> =>
  pool.run(async (client) => {
    const since = async (from: Date): Promise<SessionCoverage[]> => {
      const { rows } = await client.query<SessionCoverage>(
        `select session::text, count(distinct symbol)::int as covered from candles_daily
         where source = $1 and symbol = any($2) and interval = 'day' and known_at <= $3 and ts <= $3 and ts >= $4
         group by session order by session desc limit $5`,
        [source, symbols, asOf, from, sessions],
      )
      return rows
    }
    const recent = await since(new Date(asOf.getTime() - (sessions * 2 + 31) * dayMs))
    return recent.length >= sessions ? recent : since(new Date(0))
  })

/** The symbols of a source ($1) by hops along the primary key, since `distinct` would read every bar. */
const symbolsSql = (table: CandleTable): string => {
  const next = (after: string) =>
    `(select c.symbol from ${table} c where c.source = $1 ${after} order by c.symbol limit 1)`
  return `
    with recursive hop (symbol) as (
      select ${next('')} union all select ${next('and c.symbol > hop.symbol')} from hop where hop.symbol is not null
    )
    select symbol from hop where symbol is not null`
}

/** The symbols that a source has candles of, sorted. */
export const symbolsOf = (pool: ConnectionPool, source: CandleSource): Promise<readonly string[]> =>
  pool.run(async (client) => {
    const { rows } = await client.query<{ symbol: string }>(
      `(${symbolsSql('candles_daily')}) union (${symbolsSql('candles_intraday')}) order by symbol`,
      [source],
    )
    return rows.map(({ symbol }) => symbol)
  })

/** Whether a source has any bar of an interval. */
export const hasInterval = (pool: ConnectionPool, source: CandleSource, interval: CandleInterval): Promise<boolean> =>
  pool.run(async (client) => {
    const table = tableOf(interval)
    const { rows } = await client.query(
      `select 1 from (${symbolsSql(table)}) s
       where exists (select from ${table} c where c.source = $1 and c.symbol = s.symbol and c.interval = $2) limit 1`,
      [source, interval],
    )
    return rows.length > 0
  })

/** When the newest bar of a source could be known; null when it has none. Revisions of older bars do not count. */
export const lastKnownAt = (pool: ConnectionPool, source: CandleSource): Promise<Date | null> =>
  pool.run(async (client) => {
    const newest = (table: CandleTable, intervals: string) => `
      select max(c.known_at) as at from (${symbolsSql(table)}) s cross join unnest(array[${intervals}]) as i (interval)
      cross join lateral (
        select known_at from ${table} where source = $1 and symbol = s.symbol and interval = i.interval
        order by ts desc, version desc limit 1
      ) c`
    const { rows } = await client.query<{ at: Date | null }>(
      `select max(at) as at from (
         ${newest('candles_daily', `'day'`)}
         union all ${newest('candles_intraday', `'minute', '5minute', '15minute', '30minute', '60minute'`)}
       ) newest`,
      [source],
    )
    return rows[0]?.at ?? null
  })
