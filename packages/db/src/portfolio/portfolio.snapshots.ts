import { type MonitorKind, PortfolioSnapshot } from '@fyntrix/domain/portfolio'
import type { Id, Instant, Lane } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { ensurePartitions } from '../shared/partitions.ts'
import { query } from '../shared/sql.ts'

/** Shape of `payload`. Raise it when a stored snapshot can no longer be parsed by the current schema, and convert on reading. */
const payloadSchema = 1

/** Whose snapshots of which kind. */
export interface SnapshotsOf {
  readonly lane: Lane
  readonly accountId: Id
  readonly kind: MonitorKind
}

/** Which snapshots to list, newest first: from an instant on (inclusive), before another (exclusive). */
export interface SnapshotListing extends SnapshotsOf {
  readonly from?: Instant | undefined
  readonly before?: Instant | undefined
  readonly limit: number
}

const columnsOf = (snapshot: PortfolioSnapshot) => {
  const { unpriced } = snapshot.summary
  if (snapshot.kind === 'watchlist') return [snapshot.entries.length, unpriced, null, null, null, null, null]
  const { totalValue, totalCost, realised, unrealised, fees } = snapshot.summary
  return [snapshot.positions.length, unpriced, totalValue, totalCost, realised, unrealised, fees]
}

/** Writes a snapshot, in a transaction. One of the same lane, account, kind and instant stays as it is: then the answer is false. */
export const insertSnapshot = async (em: EntityManager, snapshot: PortfolioSnapshot): Promise<boolean> => {
  const { lane, accountId, kind, asOf } = snapshot
  const at = Date.parse(asOf)
  await ensurePartitions((sql) => query(em, sql), 'portfolio_snapshots', at, at)
  const rows = await query(
    em,
    `insert into portfolio_snapshots (lane, account_id, kind, as_of, items, unpriced, total_value, total_cost, realised, unrealised,
       fees, payload, payload_schema)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (lane, account_id, kind, as_of) do nothing returning as_of`,
    [lane, accountId, kind, asOf, ...columnsOf(snapshot), JSON.stringify(snapshot), payloadSchema],
  )
  return rows.length === 1
}

const parsed = (rows: readonly { readonly payload: unknown }[]): PortfolioSnapshot[] =>
  rows.map(({ payload }) => PortfolioSnapshot.parse(payload))

/** A page of snapshots, newest first. */
export const listSnapshots = async (
  em: EntityManager,
  { lane, accountId, kind, from, before, limit }: SnapshotListing,
): Promise<PortfolioSnapshot[]> =>
  parsed(
    await query(
      em,
      `select payload from portfolio_snapshots where lane = ? and account_id = ? and kind = ?
         and as_of >= coalesce(?::timestamptz, '-infinity') and as_of < coalesce(?::timestamptz, 'infinity')
       order by as_of desc limit ?`,
      [lane, accountId, kind, from ?? null, before ?? null, limit],
    ),
  )

/** The newest snapshot as of `asOf` or before, by default at all; null before the first. */
export const newestSnapshot = async (
  em: EntityManager,
  { lane, accountId, kind }: SnapshotsOf,
  asOf: Instant | null,
): Promise<PortfolioSnapshot | null> => {
  const rows = await query<{ payload: unknown }>(
    em,
    `select payload from portfolio_snapshots where lane = ? and account_id = ? and kind = ? and as_of <= coalesce(?::timestamptz, 'infinity')
     order by as_of desc limit 1`,
    [lane, accountId, kind, asOf],
  )
  return parsed(rows)[0] ?? null
}

/** The snapshot of an instant; null where there is none. */
export const snapshotAt = async (
  em: EntityManager,
  { lane, accountId, kind }: SnapshotsOf,
  asOf: Instant,
): Promise<PortfolioSnapshot | null> => {
  const rows = await query<{ payload: unknown }>(
    em,
    `select payload from portfolio_snapshots where lane = ? and account_id = ? and kind = ? and as_of = ?`,
    [lane, accountId, kind, asOf],
  )
  return parsed(rows)[0] ?? null
}

/** The newest snapshot of every account and kind. */
export const newestSnapshots = async (em: EntityManager, lane: Lane): Promise<PortfolioSnapshot[]> =>
  parsed(
    await query(
      em,
      `select s.payload from accounts a cross join (values ('positions'), ('watchlist')) as k (kind)
       cross join lateral (
         select payload from portfolio_snapshots where lane = ? and account_id = a.id and kind = k.kind order by as_of desc limit 1
       ) as s`,
      [lane],
    ),
  )
