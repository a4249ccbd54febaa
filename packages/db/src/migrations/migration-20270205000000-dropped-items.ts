import { Migration } from '@mikro-orm/migrations'

/** By what an item of a file is known, so that one that its file dropped is told from one that moved or was updated. Null until its file is read again. */
export class Migration20270205000000DroppedItems extends Migration {
  override up(): void {
    for (const table of ['documents', 'quarantine'])
      this.addSql(`alter table imported.${table} add column known_by text`)
  }
}
