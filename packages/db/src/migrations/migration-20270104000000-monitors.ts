import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const lanes = `('live', 'replay', 'simulated', 'imported')`
const universes = `('nifty50', 'banknifty')`

/** What the monitors of scalps and of positions saw and told; partitions of snapshots come with the rows. */
export class Migration20270104000000Monitors extends Migration {
  override up(): void {
    this.addSql(`
      create table scalping_exits (
        recommendation_id uuid primary key,
        lane text not null,
        entry_at timestamptz not null,
        entry_price float8 not null,
        exit_at timestamptz not null,
        exit_date date generated always as (((exit_at at time zone 'Asia/Kolkata'))::date) stored,
        exit_price float8 not null,
        exit_reason text not null,
        best_price float8 not null,
        gross_return_pct float8 not null,
        cost_pct float8 not null,
        net_return_pct float8 not null,
        outcome_label text not null,
        hold_minutes float8 not null,
        told_at timestamptz not null,
        created_at timestamptz not null default now(),
        constraint scalping_exits_recommendation_id_foreign foreign key (recommendation_id)
          references ai_recommendations (id) on delete restrict,
        constraint scalping_exits_lane_check check (lane in ${lanes}),
        constraint scalping_exits_exit_reason_check check (exit_reason in ('STOP', 'TRAIL', 'TARGET', 'TIME', 'EOD')),
        constraint scalping_exits_outcome_label_check check (outcome_label in ('WIN', 'LOSS', 'BREAKEVEN')),
        constraint scalping_exits_told_check check (entry_at <= exit_at and exit_at <= told_at)
      )`)
    this.addSql(`create index scalping_exits_listing_index on scalping_exits (lane, exit_at, recommendation_id)`)
    this.addSql(`create index scalping_exits_date_index on scalping_exits (lane, exit_date)`)
    this.addSql(`
      create table scalping_cycles (
        lane text not null,
        as_of timestamptz not null,
        active_scalps int not null,
        told_exits int not null,
        payload jsonb not null,
        payload_schema int not null,
        created_at timestamptz not null default now(),
        primary key (lane, as_of),
        constraint scalping_cycles_lane_check check (lane in ${lanes})
      )`)
    this.addSql(`
      create table top_picks_position_snapshots (
        lane text not null,
        universe text not null,
        mode text not null,
        as_of timestamptz not null,
        run_id uuid,
        total_positions int not null,
        open_positions int not null,
        closed_positions int not null,
        win_count int not null,
        loss_count int not null,
        flat_count int not null,
        mean_return_pct float8,
        payload jsonb not null,
        payload_schema int not null,
        created_at timestamptz not null default now(),
        primary key (lane, universe, mode, as_of),
        constraint top_picks_position_snapshots_lane_check check (lane in ${lanes}),
        constraint top_picks_position_snapshots_universe_check check (universe in ${universes}),
        constraint top_picks_position_snapshots_mode_check check (mode in ('intraday', 'swing')),
        constraint top_picks_position_snapshots_counts_check check (win_count + loss_count + flat_count = closed_positions)
      ) partition by range (as_of)`)
    this.addSql(`create index top_picks_position_snapshots_newest_index on top_picks_position_snapshots (lane, as_of)`)
  }
}
