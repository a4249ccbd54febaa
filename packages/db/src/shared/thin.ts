import type { Lane } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from './sql.ts'

/** Snapshots of a lane whose exchange date lies wholly before an instant: the start of an exchange date. */
export interface OldSnapshots {
  readonly lane: Lane
  readonly before: Date
}

/** Tables of snapshots, with what tells series of them apart within a lane. */
const series = {
  portfolio_snapshots: ['account_id', 'kind'],
  top_picks_position_snapshots: ['universe', 'mode'],
} as const

type SnapshotTable = keyof typeof series

const dateOf = (column: string): string => `(${column} at time zone 'Asia/Kolkata')::date`

/** Those that a later one of the same series and exchange date follows. Walks the primary key in its order, so that a limit ends it early. */
const followed = (table: SnapshotTable): string => {
  const keys = series[table].join(', ')
  return `select ${keys}, as_of from (
    select ${keys}, as_of, lead(as_of) over (partition by ${keys} order by as_of) as next from ${table} where lane = ? and as_of < ?
  ) as s where ${dateOf('next')} = ${dateOf('as_of')}`
}

/** How many snapshots `thin` would remove in all. */
export const countToThin = async (
  em: EntityManager,
  table: SnapshotTable,
  { lane, before }: OldSnapshots,
): Promise<number> => {
  const [row] = await query<{ n: string }>(em, `select count(*) as n from (${followed(table)}) as f`, [lane, before])
  return Number(row?.n ?? 0)
}

/** Removes at most `limit` snapshots, all but the last of each series and exchange date; answers how many went. */
export const thin = async (
  em: EntityManager,
  table: SnapshotTable,
  { lane, before }: OldSnapshots,
  limit: number,
): Promise<number> => {
  const same = [...series[table], 'as_of'].map((key) => `t.${key} = f.${key}`).join(' and ')
  const gone = await query(
    em,
    `delete from ${table} as t using (${followed(table)} limit ?) as f where t.lane = ? and t.as_of < ? and ${same} returning 1 as gone`,
    [lane, before, limit, lane, before],
  )
  return gone.length
}
