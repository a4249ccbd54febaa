import {
  type ClosedRecommendation,
  Dashboard,
  type DashboardPeriod,
  type ExitSummary,
  type SignalSummary,
} from '@fyntrix/domain/dashboard'
import type { Instant, Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { MeasuredSession } from '../recommendations/index.ts'
import { ensurePartitions } from '../shared/partitions.ts'
import { query } from '../shared/sql.ts'
import {
  closedSessionsIn,
  countsIn,
  exitsIn,
  extremesIn,
  type Span,
  type SpanCounts,
  signalsIn,
} from './dashboard.facts.ts'

/** Shape of `payload`. Raise it when a stored dashboard can no longer be parsed by the current `Dashboard`, and convert on reading. */
const payloadSchema = 1

/** Which dashboards to list, newest first: from an instant on (inclusive), before another (exclusive). */
export interface DashboardListing {
  readonly lane: Lane
  readonly period: DashboardPeriod
  readonly from?: Instant | undefined
  readonly before?: Instant | undefined
  readonly limit: number
}

/** null of nothing, as the mean is */
const totalOf = (mean: number | null, count: number): number | null => (mean === null ? null : mean * count)

const columnsOf = (dashboard: Dashboard) => {
  if (dashboard.period === 'intraday') {
    const { signals, closed } = dashboard
    const total = signals.reduce((sum, { picks }) => sum + picks, 0)
    return [total, closed.exits, closed.winRate, closed.meanReturn, totalOf(closed.meanReturn, closed.exits)]
  }
  const { signalled, total } = dashboard
  const [n, mean] = [total?.n ?? 0, total?.mean.value ?? null]
  return [signalled, n, total?.winRate.value ?? null, mean, totalOf(mean, n)]
}

/** Dashboards as they were recorded, and the facts that they are made of. */
export class DashboardRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Writes a dashboard, in a transaction. One of the same lane, period and instant stays as it is: then the answer is false. */
  async insert(dashboard: Dashboard): Promise<boolean> {
    const { lane, period, asOf } = dashboard
    const at = Date.parse(asOf)
    await ensurePartitions((sql) => query(this.#em, sql), 'dashboard_performance', at, at)
    const rows = await query(
      this.#em,
      `insert into dashboard_performance (lane, period_type, as_of, total_recommendations, evaluated_count, win_rate, avg_pnl_pct,
         total_pnl_pct, payload, payload_schema)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (lane, period_type, as_of) do nothing returning as_of`,
      [lane, period, asOf, ...columnsOf(dashboard), JSON.stringify(dashboard), payloadSchema],
    )
    return rows.length === 1
  }

  /** The newest dashboard that was recorded as of `asOf` or before, by default at all; null before the first. */
  async newest(lane: Lane, period: DashboardPeriod, asOf: Instant | null): Promise<Dashboard | null> {
    const [row] = await query<{ payload: unknown }>(
      this.#em,
      `select payload from dashboard_performance where lane = ? and period_type = ? and as_of <= coalesce(?::timestamptz, 'infinity')
       order by as_of desc limit 1`,
      [lane, period, asOf],
    )
    return row === undefined ? null : Dashboard.parse(row.payload)
  }

  /** A page of dashboards, newest first. */
  async list({ lane, period, from, before, limit }: DashboardListing): Promise<Dashboard[]> {
    const rows = await query<{ payload: unknown }>(
      this.#em,
      `select payload from dashboard_performance where lane = ? and period_type = ?
         and as_of >= coalesce(?::timestamptz, '-infinity') and as_of < coalesce(?::timestamptz, 'infinity')
       order by as_of desc limit ?`,
      [lane, period, from ?? null, before ?? null, limit],
    )
    return rows.map(({ payload }) => Dashboard.parse(payload))
  }

  /** Makes what this transaction reads from now on one moment's: to be called first. */
  async snapshot(): Promise<void> {
    await query(this.#em, 'set transaction isolation level repeatable read')
  }

  /** What runs gave, by universe and mode. */
  signals(span: Span): Promise<SignalSummary[]> {
    return signalsIn(this.#em, span)
  }

  /** What closed with a return, of one mode or of all. */
  exits(span: Span, mode: Mode | null): Promise<ExitSummary> {
    return exitsIn(this.#em, span, mode)
  }

  /** What closed with a return, by universe and mode, and by the date of closing. */
  closedSessions(span: Span): Promise<MeasuredSession[]> {
    return closedSessionsIn(this.#em, span)
  }

  /** The `limit` best and worst that closed. */
  extremes(span: Span, limit: number): Promise<{ best: ClosedRecommendation[]; worst: ClosedRecommendation[] }> {
    return extremesIn(this.#em, span, limit)
  }

  /** See `SpanCounts`. */
  counts(span: Span): Promise<SpanCounts> {
    return countsIn(this.#em, span)
  }
}
