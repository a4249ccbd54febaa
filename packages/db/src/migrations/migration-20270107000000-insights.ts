import { Migration } from '@mikro-orm/migrations'

/** What models wrote of picks. */
export class Migration20270107000000Insights extends Migration {
  override up(): void {
    this.addSql(`
      create table pick_insights (
        run_id uuid not null,
        symbol text not null,
        model text not null,
        request_id uuid not null,
        key_findings jsonb not null,
        rationale text not null,
        created_at timestamptz not null default now(),
        primary key (run_id, symbol),
        constraint pick_insights_run_id_foreign foreign key (run_id) references top_picks_runs (id) on delete cascade
      )`)
  }
}
