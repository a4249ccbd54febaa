import { Migration } from '@mikro-orm/migrations'

/** Versions of what Redis holds of the facts, and an index for the newest runs of a lane. */
export class Migration20261201000000Views extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`create sequence view_seq as bigint`)
    this.addSql(`create index top_picks_runs_newest_index on top_picks_runs (lane, as_of, finished_at, id)`)
  }
}
