import { Migration } from '@mikro-orm/migrations'

/** The one legacy installation that a home holds. Of a home that holds some already it is the one that was switched over, else the one whose cut-over was begun, where there is no other. */
export class Migration20270204000000ImportedInstallations extends Migration {
  override up(): void {
    this.addSql(`
      create table imported.installations (
        id int primary key default 1,
        root text not null,
        claimed_at timestamptz not null default clock_timestamp(),
        moved_from text,
        constraint installations_one_check check (id = 1)
      )`)
    this.addSql(`
      with newest as (
        select distinct on (root) root, phase, id from imported.cutovers order by root, id desc
      )
      insert into imported.installations (root, claimed_at)
      select root, (select min(at) from imported.cutovers c where c.root = newest.root) from newest
      where phase = 'switched' or (select count(*) from newest) = 1
      order by id desc limit 1`)
  }
}
