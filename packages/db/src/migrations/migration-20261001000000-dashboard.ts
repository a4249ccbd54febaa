import { Migration } from '@mikro-orm/migrations'

/** Dashboards as they were recorded; the partitions come with the rows. When positions were entered is kept with their recommendation. */
export class Migration20261001000000Dashboard extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`
      create table dashboard_performance (
        lane text not null,
        period_type text not null,
        as_of timestamptz not null,
        total_recommendations int not null,
        evaluated_count int not null,
        win_rate float8,
        avg_pnl_pct float8,
        total_pnl_pct float8,
        payload jsonb not null,
        payload_schema int not null,
        created_at timestamptz not null default now(),
        primary key (lane, period_type, as_of),
        constraint dashboard_performance_lane_check check (lane in ('live', 'replay', 'simulated', 'imported')),
        constraint dashboard_performance_period_type_check check (period_type in ('intraday', '7d'))
      ) partition by range (as_of)`)
    this.addSql(`
      update ai_recommendations r set labels = r.labels || jsonb_build_object('entry_at', o.entry_at)
      from pick_events e join pick_outcomes o on o.event_id = e.id
      where e.run_id = r.run_id and e.symbol = r.symbol and o.horizon = r.labels->>'horizon'`)
  }
}
