import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const lanes = `('live', 'replay', 'simulated', 'imported')`
const horizons = `('60m', 'eod', '3d', '5d', '10d')`

/** Outcomes of picks: one row for each event and horizon from the moment the event is written, and what recommendations learn from them. */
export class Migration20260801000000Outcomes extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`
      create table pick_outcomes (
        id uuid primary key,
        event_id uuid not null,
        lane text not null,
        horizon text not null,
        status text not null default 'pending',
        due_at timestamptz,
        attempt_at timestamptz,
        entry_at timestamptz,
        entry_price float8,
        exit_at timestamptz,
        exit_price float8,
        exit_reason text,
        horizon_end_at timestamptz,
        price_close float8,
        price_high float8,
        price_low float8,
        ret_gross_pct float8,
        cost_pct float8,
        ret_net_pct float8,
        ret_close_pct float8,
        max_runup_pct float8,
        max_drawdown_pct float8,
        capture_ratio float8,
        hit_target bool,
        hit_stop bool,
        benchmark_symbol text,
        benchmark_proxy bool,
        benchmark_ret_pct float8,
        benchmark_reason text,
        beta float8,
        ret_vs_benchmark_pct float8,
        beta_alpha_pct float8,
        outcome_label text,
        unavailable_code text,
        detail text,
        config_version text,
        evaluated_at timestamptz,
        created_at timestamptz not null default now(),
        constraint pick_outcomes_event_horizon_unique unique (event_id, horizon),
        constraint pick_outcomes_event_id_foreign foreign key (event_id) references pick_events (id) on delete cascade,
        constraint pick_outcomes_lane_check check (lane in ${lanes}),
        constraint pick_outcomes_horizon_check check (horizon in ${horizons}),
        constraint pick_outcomes_status_check check (status in ('pending', 'closed', 'unavailable')),
        constraint pick_outcomes_exit_reason_check check (exit_reason in ('STOP', 'TRAIL', 'TARGET', 'TIME')),
        constraint pick_outcomes_outcome_label_check check (outcome_label in ('WIN', 'LOSS', 'BREAKEVEN')),
        constraint pick_outcomes_unavailable_code_check check (unavailable_code in ('missing-candle', 'price-break')),
        constraint pick_outcomes_closed_check check ((status = 'closed') = (ret_net_pct is not null and outcome_label is not null)),
        constraint pick_outcomes_unavailable_check check ((status = 'unavailable') = (unavailable_code is not null)),
        constraint pick_outcomes_evaluated_check check ((status = 'pending') = (evaluated_at is null))
      )`)
    this.addSql(
      `create index pick_outcomes_attempt_index on pick_outcomes (lane, attempt_at, event_id) where status = 'pending'`,
    )
    this.addSql(
      `create index pick_outcomes_closed_index on pick_outcomes (lane, horizon, horizon_end_at) where status = 'closed'`,
    )
    this.addSql(`create index pick_events_signal_index on pick_events (lane, universe, mode, signal_ts)`)
    this.addSql(`create index agent_analyses_symbol_index on agent_analyses (symbol, as_of, id)`)
    // events of before get their rows; gen_random_uuid is no UUIDv7, which orders nothing here
    this.addSql(`
      insert into pick_outcomes (id, event_id, lane, horizon)
      select gen_random_uuid(), e.id, e.lane, h.horizon
      from pick_events e
      join (values
        ('scalping', '60m'), ('scalping', 'eod'), ('intraday', 'eod'),
        ('swing', 'eod'), ('swing', '3d'), ('swing', '5d'), ('swing', '10d'),
        ('options', 'eod'), ('options', '3d'), ('futures', 'eod'), ('futures', '3d')
      ) as h (mode, horizon) on h.mode = e.mode`)
    this.addSql(`alter table ai_recommendations add column outcome_label text,
      add constraint ai_recommendations_outcome_label_check check (outcome_label in ('WIN', 'LOSS', 'BREAKEVEN')),
      add constraint ai_recommendations_evaluated_check check (evaluated = (evaluated_at is not null) and evaluated = (exit_reason is not null))`)
  }
}
