import { Migration } from '@mikro-orm/migrations'

/** An index for pages of events, newest first. */
export class Migration20261210000000PickEvents extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`create index pick_events_listing_index on pick_events (lane, signal_ts, id)`)
  }
}
