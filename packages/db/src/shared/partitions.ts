import type { ConnectionPool } from './pool.ts'

/** The tables that are partitioned by time, and how many months one partition holds. */
const monthsIn = {
  audit_log: 1,
  candles_daily: 12,
  candles_intraday: 1,
  dashboard_performance: 12,
  job_occurrences: 1,
  llm_requests: 1,
  portfolio_snapshots: 1,
  top_picks_position_snapshots: 1,
} as const
export type PartitionedTable = keyof typeof monthsIn

/** A partition: what it holds from (inclusive) to (exclusive), epoch milliseconds UTC. */
export interface Partition {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Runs one statement without parameters in a transaction, and answers its rows. */
export type Execute = (sql: string) => Promise<readonly { readonly name?: string }[]>

const startOf = (table: PartitionedTable, instant: number): Date => {
  const at = new Date(instant)
  return new Date(Date.UTC(at.getUTCFullYear(), monthsIn[table] === 12 ? 0 : at.getUTCMonth()))
}

const after = (table: PartitionedTable, start: Date): number =>
  Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + monthsIn[table])

/** The partitions that rows from `first` to `last` (epoch milliseconds, both inclusive) lie in. */
export const partitionsOf = (table: PartitionedTable, first: number, last: number): Partition[] => {
  const partitions: Partition[] = []
  for (let begin = startOf(table, first); begin.getTime() <= last; begin = new Date(after(table, begin))) {
    const suffix = begin.toISOString().slice(0, monthsIn[table] === 12 ? 4 : 7)
    const name = `${table}_${suffix.replace('-', '_')}`
    partitions.push({ name, from: begin.getTime(), to: after(table, begin) })
  }
  return partitions
}

/**
 * Makes the partitions that rows from `first` to `last` (epoch milliseconds, both inclusive) need and that are missing, in the transaction of `execute`,
 * and answers their names. Safe when several do so at once: whoever finds one missing waits until the others that make some have committed.
 */
export const ensurePartitions = async (
  execute: Execute,
  table: PartitionedTable,
  first: number,
  last: number,
): Promise<readonly string[]> => {
  const wanted = partitionsOf(table, first, last)
  const names = wanted.map(({ name }) => `'${name}'`).join(', ')
  const missing = async (): Promise<Partition[]> => {
    // not to_regclass, which amid a transaction answers from a cache
    const rows = await execute(
      `select relname as name from pg_class where relname in (${names}) and relnamespace = current_schema()::regnamespace`,
    )
    return wanted.filter(({ name }) => !rows.some((row) => row.name === name))
  }
  if ((await missing()).length === 0) return []
  await execute(`select pg_advisory_xact_lock(hashtextextended('partitions:${table}', 0)) is null as held`)
  // again: whoever held the lock may have made them
  const left = await missing()
  for (const { name, from, to } of left) {
    await execute(
      `create table ${name} partition of ${table}
       for values from ('${new Date(from).toISOString()}') to ('${new Date(to).toISOString()}')`,
    )
  }
  return left.map(({ name }) => name)
}

/** Makes the partition of `now` and the one after it for every partitioned table, and answers the names of those that were missing. */
export const keepPartitions = (pool: ConnectionPool, now: Date): Promise<readonly string[]> =>
  pool.transaction(async (client) => {
    const made: string[] = []
    for (const table of Object.keys(monthsIn).filter((name): name is PartitionedTable => name in monthsIn)) {
      const last = after(table, startOf(table, now.getTime()))
      made.push(...(await ensurePartitions(async (sql) => (await client.query(sql)).rows, table, now.getTime(), last)))
    }
    return made
  })
