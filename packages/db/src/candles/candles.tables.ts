import type { CandleInterval } from '@fyntrix/domain/candles'
import type pg from 'pg'

/** Daily bars and intraday bars have a table each, partitioned by the start of the bar. */
export type CandleTable = 'candles_daily' | 'candles_intraday'

/** Where bars of an interval are stored. */
export const tableOf = (interval: CandleInterval): CandleTable =>
  interval === 'day' ? 'candles_daily' : 'candles_intraday'

/** A partition: what it holds from (inclusive) to (exclusive), epoch milliseconds UTC. */
export interface Partition {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The partitions that bars from `first` to `last` (epoch milliseconds, both inclusive) lie in: a year each for daily bars, a month for intraday ones. */
export const partitionsOf = (table: CandleTable, first: number, last: number): Partition[] => {
  const monthsPerPartition = table === 'candles_daily' ? 12 : 1
  const start = new Date(first)
  const month = table === 'candles_daily' ? 0 : start.getUTCMonth()
  const partitions: Partition[] = []
  for (let from = Date.UTC(start.getUTCFullYear(), month); from <= last; ) {
    const begin = new Date(from)
    const to = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + monthsPerPartition)
    const suffix = begin.toISOString().slice(0, table === 'candles_daily' ? 4 : 7)
    partitions.push({ name: `${table}_${suffix.replace('-', '_')}`, from, to })
    from = to
  }
  return partitions
}

/**
 * Makes the partitions that are missing, in the transaction of `client`. Safe when several do so at once: whoever finds one missing waits until the
 * others that make some have committed.
 */
export const ensurePartitions = async (
  client: pg.ClientBase,
  table: CandleTable,
  first: number,
  last: number,
): Promise<void> => {
  const wanted = partitionsOf(table, first, last)
  const { rows } = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(name) is null',
    [wanted.map(({ name }) => name)],
  )
  if (rows.length === 0) return
  const missing = new Set(rows.map(({ name }) => name))
  // `if not exists` alone loses the race between its look and its creation
  await client.query(`select pg_advisory_xact_lock(hashtextextended('candles:partitions', 0))`)
  for (const { name, from, to } of wanted) {
    if (!missing.has(name)) continue
    await client.query(
      `create table if not exists ${name} partition of ${table}
       for values from ('${new Date(from).toISOString()}') to ('${new Date(to).toISOString()}')`,
    )
  }
}
