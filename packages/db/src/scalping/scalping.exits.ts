import { ScalpingDay, ScalpingExit, type ScalpingExitQuery } from '@fyntrix/domain/scalping'
import type { Lane, SessionDate } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, type Parameter, query } from '../shared/sql.ts'

const columns = `
  e.recommendation_id as "recommendationId", r.run_id as "runId", r.rank_in_run as rank, r.symbol, r.universe, r.direction, r.recommendation,
  ${instant('r.generated_at')} as "signalAt", r.stop_loss_price as stop, r.target_price as target, e.lane, ${instant('e.entry_at')} as "entryAt",
  e.entry_price as "entryPrice", ${instant('e.exit_at')} as "exitAt", e.exit_price as "exitPrice", e.exit_reason as reason,
  e.best_price as "bestPrice", e.gross_return_pct as "grossReturnPct", e.cost_pct as "costPct", e.net_return_pct as "netReturnPct",
  e.outcome_label as label, e.hold_minutes as "holdMinutes", ${instant('e.told_at')} as "toldAt"`

/** A page of exits, newest first by (exit, recommendation). An unknown `before` gives an empty page. */
export const listedExits = async (
  em: EntityManager,
  lane: Lane,
  { symbol, universe, from, to, before, limit }: ScalpingExitQuery,
): Promise<ScalpingExit[]> => {
  const filters: [string, Parameter | undefined][] = [
    ['e.lane = ?', lane],
    ['r.symbol = ?', symbol],
    ['r.universe = ?', universe],
    ['e.exit_date >= ?', from],
    ['e.exit_date <= ?', to],
    [
      '(e.exit_at, e.recommendation_id) < (select exit_at, recommendation_id from scalping_exits where recommendation_id = ?)',
      before,
    ],
  ]
  const used = filters.filter((filter): filter is [string, Parameter] => filter[1] !== undefined)
  const rows = await query(
    em,
    `select ${columns} from scalping_exits e join ai_recommendations r on r.id = e.recommendation_id
     where ${used.map(([condition]) => condition).join(' and ')} order by e.exit_at desc, e.recommendation_id desc limit ?`,
    [...used.map(([, value]) => value), limit],
  )
  return rows.map((row) => ScalpingExit.parse(row))
}

/** The exits of each exchange date of a span (both inclusive), counted; newest first, dates without any left out. */
export const exitsByDate = async (
  em: EntityManager,
  lane: Lane,
  from: SessionDate,
  to: SessionDate,
): Promise<ScalpingDay[]> => {
  const rows = await query(
    em,
    `with told as (select * from scalping_exits where lane = ? and exit_date between ? and ?)
     select min(lane) as lane, exit_date::text as date, count(*)::int as exits, count(*) filter (where outcome_label = 'WIN')::int as wins,
       count(*) filter (where outcome_label = 'LOSS')::int as losses, count(*) filter (where outcome_label = 'BREAKEVEN')::int as flat,
       (count(*) filter (where outcome_label = 'WIN'))::float8 / count(*) as "winRate",
       avg(gross_return_pct order by gross_return_pct)::float8 as "meanGrossReturn",
       avg(net_return_pct order by net_return_pct)::float8 as "meanNetReturn", avg(hold_minutes order by hold_minutes)::float8 as "meanHoldMinutes",
       (select jsonb_object_agg(exit_reason, n) from (
         select exit_reason, count(*) as n from told same where same.exit_date = told.exit_date group by exit_reason) reasons) as reasons
     from told group by exit_date order by exit_date desc`,
    [lane, from, to],
  )
  return rows.map((row) => ScalpingDay.parse(row))
}
