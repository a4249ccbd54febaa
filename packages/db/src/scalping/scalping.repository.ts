import {
  Scalp,
  ScalpingCycle,
  type ScalpingDay,
  type ScalpingExit,
  type ScalpingExitQuery,
  type ScalpingOccupancy,
  type ScalpingSource,
} from '@fyntrix/domain/scalping'
import type { Instant, Lane, SessionDate } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, query } from '../shared/sql.ts'
import { exitsByDate, listedExits } from './scalping.exits.ts'

/** Shape of `payload`. Raise it when a stored cycle can no longer be parsed by the current `ScalpingCycle`, and convert on reading. */
const payloadSchema = 1

/** Which picks of scalping runs to watch: signalled after `from`, up to and including `to`; the first `picks` of each run. */
export interface WatchQuery {
  readonly lane: Lane
  readonly from: Instant
  readonly to: Instant
  readonly picks: number
}

/** Scalps, the exits that the monitor told, and what it saw. */
export class ScalpingRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Lets one monitor of a lane look at a time: the others wait until this transaction has ended. */
  async lock(lane: Lane): Promise<void> {
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended('scalping:' || ?, 0)) is null as held`, [lane])
  }

  /** The picks to watch, oldest first. */
  async watched({ lane, from, to, picks }: WatchQuery): Promise<Scalp[]> {
    const rows = await query(
      this.#em,
      `select id as "recommendationId", run_id as "runId", rank_in_run as rank, symbol, universe, direction, recommendation,
         ${instant('generated_at')} as "signalAt", stop_loss_price as stop, target_price as target
       from ai_recommendations where lane = ? and mode = 'scalping' and generated_at > ? and generated_at <= ? and rank_in_run <= ?
         and not exists (select 1 from scalping_exits e where e.recommendation_id = ai_recommendations.id and e.exit_at <= ?)
       order by generated_at, universe, rank_in_run, id`,
      [lane, from, to, picks, to],
    )
    return rows.map((row) => Scalp.parse(row))
  }

  /** The scalping runs signalled after `from`, up to and including `to`, newest first. */
  async sources(lane: Lane, from: Instant, to: Instant): Promise<ScalpingSource[]> {
    return query<ScalpingSource>(
      this.#em,
      `select universe, id as "runId", ${instant('as_of')} as "asOf", pick_count as picks from top_picks_runs
       where lane = ? and mode = 'scalping' and as_of > ? and as_of <= ? order by as_of desc, universe, id`,
      [lane, from, to],
    )
  }

  /** Records exits; one of a recommendation that has one stays as it is. Returns the recommendations whose exit is new. */
  async insertExits(exits: readonly ScalpingExit[]): Promise<ReadonlySet<string>> {
    if (exits.length === 0) return new Set()
    const rows = await query<{ id: string }>(
      this.#em,
      `insert into scalping_exits (recommendation_id, lane, entry_at, entry_price, exit_at, exit_price, exit_reason, best_price, gross_return_pct,
         cost_pct, net_return_pct, outcome_label, hold_minutes, told_at)
       select * from jsonb_to_recordset(?::jsonb) as e ("recommendationId" uuid, lane text, "entryAt" timestamptz, "entryPrice" float8,
         "exitAt" timestamptz, "exitPrice" float8, reason text, "bestPrice" float8, "grossReturnPct" float8, "costPct" float8,
         "netReturnPct" float8, label text, "holdMinutes" float8, "toldAt" timestamptz)
       on conflict (recommendation_id) do nothing returning recommendation_id as id`,
      [JSON.stringify(exits)],
    )
    return new Set(rows.map(({ id }) => id))
  }

  /** Records what was seen. False when something was recorded for that instant before. */
  async insertCycle(cycle: ScalpingCycle): Promise<boolean> {
    const { lane, asOf, active, exits } = cycle
    const rows = await query(
      this.#em,
      `insert into scalping_cycles (lane, as_of, active_scalps, told_exits, payload, payload_schema) values (?, ?, ?, ?, ?::jsonb, ?)
       on conflict (lane, as_of) do nothing returning as_of`,
      [lane, asOf, active.length, exits.length, JSON.stringify(cycle), payloadSchema],
    )
    return rows.length === 1
  }

  /** What was seen at an instant; null when nobody looked. */
  async cycleAt(lane: Lane, asOf: Instant): Promise<ScalpingCycle | null> {
    const [row] = await query<{ payload: unknown }>(
      this.#em,
      `select payload from scalping_cycles where lane = ? and as_of = ?`,
      [lane, asOf],
    )
    return row === undefined ? null : ScalpingCycle.parse(row.payload)
  }

  /** What was seen last, as of `asOf` or before, by default at all; null before the first time. */
  async newestCycle(lane: Lane, asOf: Instant | null): Promise<ScalpingCycle | null> {
    const [row] = await query<{ payload: unknown }>(
      this.#em,
      `select payload from scalping_cycles where lane = ? and as_of <= coalesce(?::timestamptz, 'infinity') order by as_of desc limit 1`,
      [lane, asOf],
    )
    return row === undefined ? null : ScalpingCycle.parse(row.payload)
  }

  /** How many scalps were active in the cycles from `from` to `to`, both inclusive; oldest first. */
  async occupancy(lane: Lane, from: Date, to: Date): Promise<ScalpingOccupancy['cycles']> {
    return query<ScalpingOccupancy['cycles'][number]>(
      this.#em,
      `select ${instant('as_of')} as "asOf", active_scalps as active, told_exits as exits from scalping_cycles
       where lane = ? and as_of between ? and ? order by as_of`,
      [lane, from, to],
    )
  }

  /** A page of exits, newest first. An unknown `before` gives an empty page. */
  exits(lane: Lane, wanted: ScalpingExitQuery): Promise<ScalpingExit[]> {
    return listedExits(this.#em, lane, wanted)
  }

  /** The exits of each exchange date from `from` to `to`, both inclusive, counted; newest first, and dates without any left out. */
  days(lane: Lane, from: SessionDate, to: SessionDate): Promise<ScalpingDay[]> {
    return exitsByDate(this.#em, lane, from, to)
  }
}
