import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const triggers = `('manual', 'first', 'warm-up', 'pre-open', 'hourly', 'scalping-cycle', 'replay', 'proof', 'bench')`
const checks = [
  ['top_picks_runs', 'trigger'],
  ['ai_recommendations', 'source'],
  ['pick_events', 'source'],
] as const

/** When the file of a run was checked last, and runs that a start of the installation set off. */
export class Migration20270110000000Retention extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`alter table archive_files add column checked_at timestamptz`)
    for (const [table, column] of checks) {
      this.addSql(`alter table ${table} drop constraint ${table}_${column}_check`)
      this.addSql(`alter table ${table} add constraint ${table}_${column}_check check (${column} in ${triggers})`)
    }
  }
}
