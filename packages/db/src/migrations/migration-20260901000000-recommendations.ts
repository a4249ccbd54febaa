import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const lanes = `('live', 'replay', 'simulated', 'imported')`
const universes = `('nifty50', 'banknifty')`
const modes = `('scalping', 'intraday', 'swing', 'options', 'futures')`

/** Recommendations are dated by the market's clock, know when they closed, and are counted by session. */
export class Migration20260901000000Recommendations extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`alter table ai_recommendations add column closed_at timestamptz,
      add column trade_date date generated always as ((generated_at at time zone 'Asia/Kolkata')::date) stored`)
    this.addSql(`update ai_recommendations r set generated_at = t.as_of from top_picks_runs t where t.id = r.run_id`)
    this.addSql(`
      update ai_recommendations r set closed_at = coalesce(o.due_at, r.evaluated_at)
      from pick_events e join pick_outcomes o on o.event_id = e.id
      where r.evaluated and e.run_id = r.run_id and e.symbol = r.symbol and o.horizon = r.labels->>'horizon'`)
    this.addSql(`alter table ai_recommendations
      drop constraint ai_recommendations_evaluated_check,
      add constraint ai_recommendations_evaluated_check
        check (evaluated = (evaluated_at is not null) and evaluated = (exit_reason is not null) and evaluated = (closed_at is not null))`)
    this.addSql(`drop index ai_recommendations_symbol_index`)
    this.addSql(`create index ai_recommendations_symbol_index on ai_recommendations (lane, symbol, generated_at, id)`)
    this.addSql(`create index ai_recommendations_listing_index on ai_recommendations (lane, generated_at, id)`)
    this.addSql(`create index ai_recommendations_mode_index on ai_recommendations (lane, mode, generated_at, id)`)
    this.addSql(
      `create index ai_recommendations_session_index on ai_recommendations (lane, trade_date, universe, mode, direction)`,
    )
    this.addSql(`create index ai_recommendations_closed_index on ai_recommendations (lane, closed_at)`)
    this.addSql(`
      create table recommendation_sessions (
        lane text not null,
        trade_date date not null,
        universe text not null,
        mode text not null,
        direction text not null,
        total int not null,
        open int not null,
        returns float8[] not null,
        alphas float8[] not null,
        primary key (lane, trade_date, universe, mode, direction),
        constraint recommendation_sessions_lane_check check (lane in ${lanes}),
        constraint recommendation_sessions_universe_check check (universe in ${universes}),
        constraint recommendation_sessions_mode_check check (mode in ${modes}),
        constraint recommendation_sessions_direction_check check (direction in ('LONG', 'SHORT')),
        constraint recommendation_sessions_columns_check check (cardinality(returns) = cardinality(alphas))
      )`)
    this.addSql(`
      insert into recommendation_sessions (lane, trade_date, universe, mode, direction, total, open, returns, alphas)
      select lane, trade_date, universe, mode, direction, count(*), count(*) filter (where not evaluated),
        coalesce(array_agg(pnl_pct order by id) filter (where pnl_pct is not null), '{}'),
        coalesce(array_agg(alpha_vs_benchmark order by id) filter (where pnl_pct is not null), '{}')
      from ai_recommendations group by lane, trade_date, universe, mode, direction`)
  }
}
