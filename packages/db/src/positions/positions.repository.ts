import {
  type FollowedPick,
  type PositionMode,
  type PositionSnapshot,
  type PositionsHistoryQuery,
  type PositionsSeen,
  RecordedSnapshot,
} from '@fyntrix/domain/positions'
import type { Instant, Lane } from '@fyntrix/domain/shared'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { ensurePartitions } from '../shared/partitions.ts'
import { query } from '../shared/sql.ts'
import { countToThin, type OldSnapshots, thin } from '../shared/thin.ts'
import { followedPicks, type NewestRun, newestRuns, type PickWindow } from './positions.picks.ts'

/**
 * Shape of `payload`. Raise it when a stored snapshot can no longer be parsed by the current `PositionSnapshot`, and let `RecordedSnapshot` convert it on
 * reading. 1: positions of the newest run only, which do not name it.
 */
const payloadSchema = 2

interface Row {
  readonly payload: unknown
}

const snapshotsOf = (rows: readonly Row[]): PositionSnapshot[] =>
  rows.map(({ payload }) => RecordedSnapshot.parse(payload))

/** What the monitor saw of top-picks positions, snapshot by snapshot. */
export class PositionsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Lets one monitor of a lane look at a time: the others wait until this transaction has ended. */
  async lock(lane: Lane): Promise<void> {
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended('positions:' || ?, 0)) is null as held`, [
      lane,
    ])
  }

  /** The picks to follow as of an instant: see `followedPicks`. */
  picks(lane: Lane, windows: readonly PickWindow[], asOf: Instant): Promise<FollowedPick[]> {
    return followedPicks(this.#em, lane, windows, asOf)
  }

  /** The newest run of each universe and mode as of an instant; those without any are left out. */
  newestRuns(
    lane: Lane,
    scopes: readonly { readonly universe: Universe; readonly mode: PositionMode }[],
    asOf: Instant,
  ): Promise<NewestRun[]> {
    return newestRuns(this.#em, lane, scopes, asOf)
  }

  /** Writes what was seen, in a transaction. A snapshot of the same lane, universe, mode and instant stays as it is. Returns how many are new. */
  async insert({ asOf, snapshots }: PositionsSeen): Promise<number> {
    const at = Date.parse(asOf)
    await ensurePartitions((sql) => query(this.#em, sql), 'top_picks_position_snapshots', at, at)
    const rows = await query(
      this.#em,
      `insert into top_picks_position_snapshots (lane, universe, mode, as_of, run_id, total_positions, open_positions, closed_positions, win_count,
         loss_count, flat_count, mean_return_pct, payload, payload_schema)
       select s->>'lane', s->>'universe', s->>'mode', (s->>'asOf')::timestamptz, (s->'run'->>'id')::uuid, (s->'counts'->>'positions')::int,
         (s->'counts'->>'open')::int, (s->'counts'->>'closed')::int, (s->'counts'->>'wins')::int, (s->'counts'->>'losses')::int,
         (s->'counts'->>'flat')::int, (s->'counts'->>'meanReturnPct')::float8, s, ?
       from jsonb_array_elements(?::jsonb) as s
       on conflict (lane, universe, mode, as_of) do nothing returning as_of`,
      [payloadSchema, JSON.stringify(snapshots)],
    )
    return rows.length
  }

  /** What was seen at an instant; null when nobody looked. */
  async seenAt(lane: Lane, asOf: Instant): Promise<PositionsSeen | null> {
    const rows = await query<Row>(
      this.#em,
      `select payload from top_picks_position_snapshots where lane = ? and as_of = ? order by universe collate "C", mode collate "C"`,
      [lane, asOf],
    )
    return rows.length === 0 ? null : { lane, asOf, snapshots: snapshotsOf(rows) }
  }

  /** What was seen last, at `asOf` or before, by default at all; null before the first time. */
  async newest(lane: Lane, asOf: Instant | null): Promise<PositionsSeen | null> {
    const rows = await query<Row>(
      this.#em,
      `select payload from top_picks_position_snapshots where lane = ? and as_of = (
         select as_of from top_picks_position_snapshots where lane = ? and as_of <= coalesce(?::timestamptz, 'infinity') order by as_of desc limit 1
       ) order by universe collate "C", mode collate "C"`,
      [lane, lane, asOf],
    )
    const snapshots = snapshotsOf(rows)
    return snapshots[0] === undefined ? null : { lane, asOf: snapshots[0].asOf, snapshots }
  }

  /** A page of snapshots of a universe and mode, newest first. */
  async list(lane: Lane, { universe, mode, from, before, limit }: PositionsHistoryQuery): Promise<PositionSnapshot[]> {
    const rows = await query<Row>(
      this.#em,
      `select payload from top_picks_position_snapshots where lane = ? and universe = ? and mode = ?
         and as_of >= coalesce(?::timestamptz, '-infinity') and as_of < coalesce(?::timestamptz, 'infinity')
       order by as_of desc limit ?`,
      [lane, universe, mode, from ?? null, before ?? null, limit],
    )
    return snapshotsOf(rows)
  }

  /** How many snapshots `thin` would remove in all. */
  countToThin(old: OldSnapshots): Promise<number> {
    return countToThin(this.#em, 'top_picks_position_snapshots', old)
  }

  /** Removes at most `limit` old snapshots, all but the last of each universe, mode and exchange date; answers how many went. */
  thin(old: OldSnapshots, limit: number): Promise<number> {
    return thin(this.#em, 'top_picks_position_snapshots', old, limit)
  }
}
