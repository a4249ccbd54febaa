import pg from 'pg'
import { z } from 'zod'

/** A change of an occurrence in the ledger but for heartbeats. Instants are epoch milliseconds of PostgreSQL's clock. */
const Entry = z.object({
  kind: z.literal('entered'),
  jobId: z.string(),
  nominalAt: z.number(),
  state: z.string(),
  epoch: z.number().nullable(),
  at: z.number(),
})
export type Entry = z.infer<typeof Entry>

/**
 * Notes each change with the number of rows that attempts of older epochs have written by then. Whoever takes over holds the occurrence's row, which a fence must have to commit: what an older epoch writes
 * later is stale, whatever the clocks say.
 */
const tables = `
  create table proof_journal (
    job_id text not null, nominal_at timestamptz not null, state text not null, epoch bigint, at timestamptz not null, older_rows int not null
  );
  create index on proof_journal (job_id, nominal_at);
  create function proof_note() returns trigger language plpgsql as $$
  declare
    nominal bigint := extract(epoch from new.nominal_at) * 1000;
    instant timestamptz := clock_timestamp();
    older int;
  begin
    if tg_op = 'UPDATE' then
      if new.state = old.state and new.epoch is not distinct from old.epoch then
        return null;
      end if;
    end if;
    select count(*) into older from idempotency_keys
    where scope = 'proof:' || new.job_id || '@' || nominal and split_part(key, '.', 1)::bigint < new.epoch;
    insert into proof_journal values (new.job_id, new.nominal_at, new.state, new.epoch, instant, older);
    perform pg_notify('proof', json_build_object('kind', 'entered', 'jobId', new.job_id, 'nominalAt', nominal, 'state', new.state,
      'epoch', new.epoch, 'at', extract(epoch from instant) * 1000)::text);
    return null;
  end $$;
  create trigger proof_note after insert or update on job_occurrences for each row execute function proof_note()`

/** The ledger, as a proof watches it from outside. */
export interface Journal extends AsyncDisposable {
  readonly pool: pg.Pool
  /** Hands the changes of a job's occurrences on. */
  follow(jobId: string, onEntry: (entry: Entry) => void): void
  /** What the ledger says of a job that has come to a halt, and what the server's connections do. */
  explain(jobId: string): Promise<string>
  /** PostgreSQL's clock, epoch milliseconds. */
  now(): Promise<number>
}

/** Watches the ledger of a database from now on. */
export const openJournal = async (databaseUrl: string): Promise<Journal> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 })
  // what breaks a connection breaks the next query, which tells of it
  pool.on('error', () => undefined)
  await pool.query(tables)
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  const followers = new Map<string, (entry: Entry) => void>()
  client.on('notification', ({ payload = '' }) => {
    const entry = Entry.parse(JSON.parse(payload))
    followers.get(entry.jobId)?.(entry)
  })
  await client.query('listen proof')
  return {
    pool,
    follow: (jobId, onEntry) => void followers.set(jobId, onEntry),
    async explain(jobId) {
      const open = await pool.query(
        `select o.nominal_at, o.state, o.epoch, o.attempts, o.due_at, o.lease_until, s.next_at, clock_timestamp() as now
         from job_occurrences o join job_schedules s using (job_id) where job_id = $1 and o.state in ('planned', 'running')`,
        [jobId],
      )
      const busy = await pool.query(
        `select pid, application_name, state, wait_event, now() - xact_start as since, left(query, 120) as query, pg_blocking_pids(pid) as blocked_by
         from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
      )
      const daemons = await pool.query('select pid, running, seen_at from job_daemons')
      return JSON.stringify([open.rows, busy.rows, daemons.rows])
    },
    async now() {
      const { rows } = await pool.query<{ now: number }>(
        'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
      )
      return rows[0]?.now ?? Number.NaN
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([client.end(), pool.end()])
    },
  }
}
