import { Migration } from '@mikro-orm/migrations'

/** The items of a legacy system's JSON files and of its lines of JSON, and how far each file was read. */
export class Migration20270203000000ImportedDocuments extends Migration {
  override up(): void {
    this.addSql(`
      create table imported.documents (
        path text collate "C" not null,
        item int not null,
        kind text not null,
        symbol text,
        at timestamptz,
        body text not null,
        suspect text,
        primary key (path, item)
      )`)
    this.addSql(`create index documents_kind_symbol_at_index on imported.documents (kind, symbol, at)`)
    this.addSql(`
      create table imported.document_files (
        path text collate "C" primary key,
        bytes bigint not null default 0,
        items int not null default 0,
        tail text not null default '',
        begun_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`)
  }
}
