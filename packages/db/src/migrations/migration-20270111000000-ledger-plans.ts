import { Migration } from '@mikro-orm/migrations'

/**
 * What each look of a daemon asks of the ledger, as functions: their plans are made once a connection. As statements, planning took more of the server than doing them.
 * An instant that is null stands for the server's clock.
 */
export class Migration20270111000000LedgerPlans extends Migration {
  override up(): void {
    // a table of some dozens of rows is read whole, and its rows are changed often: in place, without an index on what changes
    this.addSql('drop index job_schedules_next')
    this.addSql(untilNext)
    this.addSql(active)
    this.addSql(apply)
  }
}

const untilNext = `
      create function job_until_next(jobs jsonb, at timestamptz) returns float8 language plpgsql as $$
      begin
        return (select extract(epoch from min(next_at) - coalesce(at, clock_timestamp())) * 1000 from job_schedules
          where job_id in (select jsonb_array_elements_text(jobs)));
      end $$`

const active = `
      create function job_active(jobs jsonb) returns setof job_occurrences language plpgsql stable as $$
      begin
        return query select o.* from job_occurrences o
          where o.state in ('planned', 'running') and o.job_id in (select jsonb_array_elements_text(jobs)) order by o.nominal_at;
      end $$`

// changes: job_id, nominal_at, is_new, trigger, state, reason, detail, due_at, caught_up, cancelling, message; schedules: job_id, planned_through, next_at
const apply = `
      create function job_apply(holder text, lease timestamptz, instant timestamptz, changes jsonb, schedules jsonb)
      returns table (job_id text, nominal_at timestamptz, epoch bigint, attempts int, caught_up boolean, trigger text) language plpgsql as $$
      #variable_conflict use_column
      begin
        return query
        with r as materialized (
          select *, state = 'running' and not cancelling as starts from jsonb_to_recordset(changes) as r(job_id text, nominal_at timestamptz, is_new boolean,
            trigger text, state text, reason text, detail text, due_at timestamptz, caught_up boolean, cancelling boolean, message uuid)
        ), added as (
          insert into job_occurrences as o (job_id, nominal_at, trigger, state, reason, detail, due_at, caught_up, attempts, epoch, owner, lease_until, started_at, finished_at)
          select job_id, nominal_at, trigger, state, reason, detail, due_at, caught_up, starts::int, case when starts then nextval('fence_seq') end,
            case when starts then holder end, case when starts then lease end, case when starts then instant end,
            case when state not in ('planned', 'running') then instant end
          from r where is_new order by nominal_at, job_id
          on conflict do nothing returning job_id, nominal_at, state, epoch, attempts, caught_up, trigger
        ), changed as (
          update job_occurrences o set state = r.state, reason = r.reason, detail = r.detail, caught_up = case when starts then r.caught_up else o.caught_up end,
            cancel_requested = o.cancel_requested or cancelling, attempts = o.attempts + starts::int,
            epoch = case when starts then nextval('fence_seq') else o.epoch end, owner = case when starts then holder else o.owner end,
            lease_until = case when starts then lease when cancelling then o.lease_until end, started_at = case when starts then instant else o.started_at end,
            finished_at = case when r.state not in ('planned', 'running') then instant end
          from r where not is_new and o.job_id = r.job_id and o.nominal_at = r.nominal_at and o.state in ('planned', 'running')
          returning o.job_id, o.nominal_at, o.state, case when starts then o.epoch end as epoch, o.attempts, o.caught_up, o.trigger
        ), moved as (
          update job_schedules s set planned_through = greatest(s.planned_through, m.planned_through), next_at = m.next_at
          from jsonb_to_recordset(schedules) as m(job_id text, planned_through timestamptz, next_at timestamptz) where s.job_id = m.job_id
        ), all_of_them as (select * from added union all select * from changed), told as (
          insert into outbox (id, topic, aggregate, payload)
          select r.message, 'jobs.changed', 'jobs:' || a.job_id, job_message(a.job_id, a.nominal_at)
          from all_of_them a join r using (job_id, nominal_at) where a.state <> 'planned' order by a.nominal_at
          returning pg_notify('outbox', id::text)
        )
        select a.job_id, a.nominal_at, a.epoch, a.attempts, a.caught_up, a.trigger from all_of_them a
        where a.state = 'running' and a.epoch is not null and (select count(*) from told) >= 0;
      end $$`
