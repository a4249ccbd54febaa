import { Migration } from '@mikro-orm/migrations'

/** A key knows which one it replaced; the audit log, a chain of hashes whose newest link stands in `audit_head`. */
export class Migration20270102000000Access extends Migration {
  override up(): void {
    this.addSql(
      `alter table api_keys add column replaces uuid, add constraint api_keys_replaces_unique unique (replaces)`,
    )
    this.addSql(`
      create table audit_log (
        seq bigint not null,
        id uuid not null,
        at timestamptz not null,
        key_id uuid not null,
        user_id uuid not null,
        procedure text not null,
        input text,
        outcome text not null,
        request_id text not null,
        hash bytea not null,
        primary key (seq, at)
      ) partition by range (at)`)
    this.addSql(`create index audit_log_user_id_index on audit_log (user_id, seq)`)
    this.addSql(`
      create table audit_head (
        id int primary key,
        seq bigint not null,
        hash bytea not null,
        constraint audit_head_id_check check (id = 1)
      )`)
    this.addSql(`insert into audit_head (id, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'))`)
  }
}
