import { ClosedRecommendation, ExitSummary, SignalSummary } from '@fyntrix/domain/dashboard'
import { DomainError, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { byValue, type MeasuredSession, measuredBy, measuredColumns } from '../recommendations/index.ts'
import { instant, query } from '../shared/sql.ts'

/** A span of a lane's time: after `from`, up to and including `to`. */
export interface Span {
  readonly lane: Lane
  readonly from: Instant
  readonly to: Instant
}

/** How many recommendations there are of a span, and of before its end. */
export interface SpanCounts {
  readonly signalled: number
  readonly open: number
  readonly unavailable: number
}

const inSpan = 'r.lane = ? and r.closed_at > ? and r.closed_at <= ?'
const parameters = ({ lane, from, to }: Span) => [lane, from, to]

/** What runs gave, by universe and mode. */
export const signalsIn = async (em: EntityManager, span: Span): Promise<SignalSummary[]> => {
  const rows = await query(
    em,
    `select universe, mode, count(*)::int as runs, count(*) filter (where abstention is not null)::int as abstained,
       sum(pick_count)::int as picks, ${instant('max(as_of)')} as latest
     from top_picks_runs where lane = ? and as_of > ? and as_of <= ? group by universe, mode order by universe, mode`,
    parameters(span),
  )
  return rows.map((row) => SignalSummary.parse(row))
}

/** What closed with a return, of one mode or of all. */
export const exitsIn = async (em: EntityManager, span: Span, mode: Mode | null): Promise<ExitSummary> => {
  const [row] = await query(
    em,
    `with closed as (
       select exit_reason, outcome_label, pnl_pct,
         extract(epoch from exit_time - coalesce((labels->>'entry_at')::timestamptz, generated_at)) / 60 as held
       from ai_recommendations r where ${inSpan} and pnl_pct is not null and (?::text is null or mode = ?)
     )
     select count(*)::int as exits, count(*) filter (where outcome_label = 'WIN')::int as wins,
       count(*) filter (where outcome_label = 'LOSS')::int as losses,
       (count(*) filter (where outcome_label = 'WIN'))::float8 / nullif(count(*), 0) as "winRate",
       avg(pnl_pct order by pnl_pct)::float8 as "meanReturn", avg(held order by held)::float8 as "meanHoldMinutes",
       (select coalesce(jsonb_object_agg(exit_reason, n), '{}'::jsonb)
        from (select exit_reason, count(*) as n from closed group by exit_reason) reasons) as reasons
     from closed`,
    [...parameters(span), mode, mode],
  )
  return ExitSummary.parse(row)
}

/** What closed with a return, by universe and mode (the groups are named `{universe} {mode}`) and by the date of closing. */
export const closedSessionsIn = (em: EntityManager, span: Span): Promise<MeasuredSession[]> =>
  measuredBy(
    em,
    `select universe || ' ' || mode as group, mode, (closed_at at time zone 'Asia/Kolkata')::date::text as date,
       ${measuredColumns(byValue('pnl_pct'), byValue('alpha_vs_benchmark'))}
     from ai_recommendations r where ${inSpan} and pnl_pct is not null group by 1, 2, 3 order by 1, 2, 3`,
    parameters(span),
  )

/** The `limit` best and worst that closed, best and worst first. */
export const extremesIn = async (
  em: EntityManager,
  span: Span,
  limit: number,
): Promise<{ best: ClosedRecommendation[]; worst: ClosedRecommendation[] }> => {
  const sorted = async (order: 'asc' | 'desc') => {
    // the return of the last that counts is found in the index alone; only those that reach it are looked up
    const reaches = order === 'asc' ? 'pnl_pct <= edge.at' : 'pnl_pct >= edge.at'
    const rows = await query(
      em,
      `with edge as (
         select ${order === 'asc' ? 'max' : 'min'}(pnl_pct) as at
         from (select pnl_pct from ai_recommendations r where ${inSpan} and pnl_pct is not null order by pnl_pct ${order} limit ?) e
       ), reaching as (select r.id from ai_recommendations r, edge where ${inSpan} and ${reaches})
       select symbol, universe, mode, direction, exit_reason as reason, pnl_pct as "netReturn", ${instant('closed_at')} as "closedAt"
       from ai_recommendations join reaching using (id) order by pnl_pct ${order}, closed_at, symbol, universe, mode, id limit ?`,
      [...parameters(span), limit, ...parameters(span), limit],
    )
    return rows.map((row) => ClosedRecommendation.parse(row))
  }
  return { best: await sorted('desc'), worst: await sorted('asc') }
}

/** Signalled within the span; open at its end; closed within it without a return. */
export const countsIn = async (em: EntityManager, span: Span): Promise<SpanCounts> => {
  const { lane, from, to } = span
  const [row] = await query<SpanCounts>(
    em,
    `select
       (select count(*) from ai_recommendations where lane = ? and generated_at > ? and generated_at <= ?)::int as signalled,
       (select count(*) from ai_recommendations where lane = ? and not evaluated and generated_at <= ?)::int
         + (select count(*) from ai_recommendations where lane = ? and closed_at > ? and generated_at <= ?)::int as open,
       (select count(*) from ai_recommendations r where ${inSpan} and pnl_pct is null)::int as unavailable`,
    [lane, from, to, lane, to, lane, to, to, ...parameters(span)],
  )
  if (row === undefined) throw new DomainError('internal', 'an aggregate query gave no row')
  return row
}
