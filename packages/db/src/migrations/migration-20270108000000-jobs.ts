import { Migration } from '@mikro-orm/migrations'

/**
 * The ledger of jobs (ADR 28). Rows are locked in one order everywhere: the schedule, then its occurrences. An instant that is null stands for the server's clock.
 */
export class Migration20270108000000Jobs extends Migration {
  override up(): void {
    this.addSql(`
      create table job_schedules (
        job_id text primary key,
        planned_through timestamptz not null,
        next_at timestamptz not null,
        paused_at timestamptz,
        paused_by text,
        pause_reason text,
        check ((paused_at is null) = (paused_by is null) and (paused_at is null) = (pause_reason is null))
      )`)
    this.addSql('create index job_schedules_next on job_schedules (next_at)')
    this.addSql(`
      create table job_occurrences (
        job_id text not null,
        nominal_at timestamptz not null,
        trigger text not null check (trigger in ('schedule', 'manual', 'backfill')),
        state text not null check (state in ('planned', 'running', 'ran', 'caught-up', 'skipped', 'failed', 'superseded')),
        reason text check (reason in ('window', 'holiday', 'overlap', 'paused', 'budget', 'dependency', 'cancelled')),
        detail text,
        due_at timestamptz not null,
        attempts int not null default 0,
        caught_up boolean not null default false,
        cancel_requested boolean not null default false,
        epoch bigint,
        owner text,
        lease_until timestamptz,
        started_at timestamptz,
        finished_at timestamptz,
        error text,
        wrote jsonb not null default '[]',
        primary key (job_id, nominal_at),
        check ((state = 'skipped') = (reason is not null)),
        check ((state = 'running') = (lease_until is not null)),
        check ((state in ('planned', 'running')) = (finished_at is null))
      ) partition by range (nominal_at)`)
    this.addSql(
      `create index job_occurrences_active on job_occurrences (job_id, nominal_at) where state in ('planned', 'running')`,
    )
    this.addSql('create index job_occurrences_newest on job_occurrences (nominal_at desc, job_id desc)')
    this.addSql(`
      create table job_daemons (
        id text primary key,
        host text not null,
        pid int not null,
        started_at timestamptz not null,
        seen_at timestamptz not null,
        lease_ms int not null,
        running int not null
      )`)
    this.addSql(`
      create table job_scans (
        id int primary key default 1 check (id = 1),
        at timestamptz,
        total int not null default 0,
        findings jsonb not null default '[]'
      )`)
    // one row that is there from the beginning, so that whoever scans can hold it
    this.addSql('insert into job_scans default values')
    this.addSql(message)
    this.addSql(fence)
    this.addSql(settle)
  }
}

const message = `
      create function job_message(job text, nominal timestamptz) returns jsonb language sql immutable as $$
        select jsonb_build_object('topic', 'jobs.changed', 'jobId', job,
          'nominalAt', to_char(nominal at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      $$`

// the row stays held until the transaction ends, which it does in the same message: nobody can take over between check and commit
const fence = `
      create function job_fence(job text, nominal timestamptz, held bigint) returns void language plpgsql as $$
      begin
        perform 1 from job_occurrences where job_id = job and nominal_at = nominal and epoch = held and state = 'running' for share;
        if not found then
          raise exception 'somebody else has taken over % of %', job, nominal using errcode = 'FX001';
        end if;
      end $$`

// facts: state, reason, detail, error, wrote, and for one that is planned again pause_ms
const settle = `
      create function job_settle(job text, nominal timestamptz, held bigint, facts jsonb, at timestamptz, message uuid) returns boolean
      language plpgsql as $$
      declare
        instant timestamptz := coalesce(at, clock_timestamp());
        again timestamptz := instant + (facts->>'pause_ms')::float8 * interval '1 millisecond';
      begin
        perform 1 from job_schedules where job_id = job for update;
        update job_occurrences set state = facts->>'state', reason = facts->>'reason', detail = facts->>'detail', error = facts->>'error',
          wrote = coalesce(facts->'wrote', '[]'), lease_until = null, due_at = coalesce(again, due_at),
          finished_at = case when again is null then instant end
        where job_id = job and nominal_at = nominal and epoch = held and state = 'running';
        if not found then
          return false;
        end if;
        update job_schedules set next_at = least(next_at, coalesce(again, instant)) where job_id = job;
        insert into outbox (id, topic, aggregate, payload) values (message, 'jobs.changed', 'jobs:' || job, job_message(job, nominal));
        perform pg_notify('outbox', message::text), pg_notify('jobs', '');
        return true;
      end $$`
