import { Migration } from '@mikro-orm/migrations'

/** Every step of the cut-over of a legacy installation. Nothing in it is ever changed: the newest row of an installation says where it is. */
export class Migration20270202000000Cutover extends Migration {
  override up(): void {
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
  }
}
