import { Migration } from '@mikro-orm/migrations'

/** Every step of the cut-over of a legacy installation. Nothing in it is ever changed: the newest row of an installation says where it is. */
export class Migration20270202000000Cutover extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`
      create table imported.cutovers (
        id bigint generated always as identity primary key,
        root text not null,
        phase text not null,
        plan text not null,
        at timestamptz not null default clock_timestamp(),
        proved jsonb not null default '{}',
        databases jsonb not null default '[]',
        backups jsonb not null default '[]',
        constraint cutovers_phase_check check (phase in ('following', 'switched', 'rolled-back'))
      )`)
    this.addSql(`create index cutovers_root_id_index on imported.cutovers (root, id)`)
    // what is read of it is asked for as often as of the legacy system
    const newest = `coalesce(generated_at_utc, '-infinity'), source_row, external_id`
    this.addSql(`create index top_picks_runs_run_id_index on imported.top_picks_runs (run_id)`)
    this.addSql(`create index top_picks_runs_newest_index on imported.top_picks_runs (universe, mode, ${newest})`)
    this.addSql(`create index top_picks_runs_all_newest_index on imported.top_picks_runs (${newest})`)
    this.addSql(
      `create index ai_recommendations_newest_index on imported.ai_recommendations (mode, symbol, generated_at_utc)`,
    )
    this.addSql(`create index llm_requests_created_at_index on imported.llm_requests (created_at)`)
    this.addSql(`create index support_resistance_levels_symbol_index on imported.support_resistance_levels (symbol)`)
  }
}
