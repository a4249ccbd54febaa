import type { OccurrenceState, OccurrenceTrigger, SkipReason, Written } from '@fyntrix/domain/jobs'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { ensurePartitions } from '../shared/partitions.ts'
import { epochMs, query } from '../shared/sql.ts'

/** The instant of a statement: null for the server's clock, which is what counts outside simulations. */
export type At = Date | null

/** A schedule that this transaction holds. Instants are epoch milliseconds. */
export interface HeldSchedule {
  readonly jobId: string
  readonly plannedThrough: number
  readonly paused: boolean
}

/** An occurrence that has not ended. Instants are epoch milliseconds. */
export interface ActiveRow {
  readonly jobId: string
  readonly nominalAt: number
  readonly trigger: OccurrenceTrigger
  readonly state: 'planned' | 'running'
  readonly dueAt: number
  readonly attempts: number
  readonly leaseUntil: number | null
  readonly cancelRequested: boolean
  /** Its first attempt began late. */
  readonly caughtUp: boolean
}

/** A new occurrence, or what becomes of one that has not ended. Of those that are not new only state, reason, detail and the two marks count. */
export interface OccurrenceChange {
  readonly jobId: string
  readonly nominalAt: number
  readonly isNew: boolean
  readonly trigger: OccurrenceTrigger
  readonly state: OccurrenceState
  readonly reason: SkipReason | null
  readonly detail: string | null
  readonly dueAt: number
  readonly caughtUp: boolean
  readonly cancelRequested: boolean
  /** Id of the message that tells of it. */
  readonly messageId: Id
}

/** Where a schedule stands afterwards. */
export interface ScheduleChange {
  readonly jobId: string
  readonly plannedThrough: number
  readonly nextAt: number
}

/** An attempt that began: who may write for it, until when. */
export interface Claim {
  readonly jobId: string
  readonly nominalAt: number
  readonly epoch: number
  readonly attempts: number
  readonly caughtUp: boolean
  readonly trigger: OccurrenceTrigger
}

/** How an attempt ended. With `pauseMs` the occurrence is planned again, so much later. */
export interface Settlement {
  readonly state: 'planned' | 'ran' | 'caught-up' | 'skipped' | 'failed'
  readonly reason?: SkipReason
  readonly detail?: string
  readonly error?: string
  readonly wrote?: readonly Written[]
  readonly pauseMs?: number
}

/** PostgreSQL channel that is notified when something may be due earlier than was known. */
export const jobsChannel = 'jobs'

/** SQL of the instant of a statement, for a parameter that is an `At`. */
export const now = 'coalesce(?::timestamptz, clock_timestamp())'
/** Epoch milliseconds as SQL takes them. */
export const iso = (instant: number): string => new Date(instant).toISOString()

/** The ledger of occurrences, as daemons change it. Rows are locked in one order: the schedule, then its occurrences. */
export class LedgerRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Adds the schedules that are missing: they are planned from now on. */
  async register(jobIds: readonly string[], at: At): Promise<void> {
    await query(
      this.#em,
      `insert into job_schedules (job_id, planned_through, next_at)
       select id, t.now, t.now from jsonb_array_elements_text(?::jsonb) as id, (select date_trunc('milliseconds', ${now}) as now) t on conflict do nothing`,
      [JSON.stringify(jobIds), at],
    )
  }

  /**
   * Holds up to `limit` schedules of these jobs that are due and that nobody else holds, until the transaction ends; `now` is the instant by which everything else in it is
   * decided, epoch milliseconds. The server ends the transaction when it idles longer than `idleMs`: a daemon that is stopped amid it, or cut off, must not keep what it
   * holds from the others.
   */
  async holdDue(
    jobIds: readonly string[],
    at: At,
    limit: number,
    idleMs: number,
  ): Promise<{ now: number; schedules: readonly HeldSchedule[] }> {
    const rows = await query<{ now: number; job_id: string | null; planned: number; paused: boolean }>(
      this.#em,
      `with t as materialized (
         select date_trunc('milliseconds', ${now}) as now, set_config('idle_in_transaction_session_timeout', ?, true)
       ), held as (
         select job_id, planned_through, paused_at is not null as paused from job_schedules
         where next_at <= (select now from t) and job_id in (select jsonb_array_elements_text(?::jsonb))
         order by next_at, job_id limit ? for update skip locked
       )
       select ${epochMs('t.now')} as now, job_id, ${epochMs('planned_through')} as planned, paused from t left join held on true`,
      [at, String(Math.ceil(idleMs)), JSON.stringify(jobIds), limit],
    )
    const schedules = rows.flatMap(({ job_id, planned, paused }) =>
      job_id === null ? [] : [{ jobId: job_id, plannedThrough: planned, paused }],
    )
    return { now: rows[0]?.now ?? 0, schedules }
  }

  /** Holds one schedule, waiting for whoever has it; null when there is none. */
  async hold(jobId: string, at: At): Promise<{ now: number; schedule: HeldSchedule } | null> {
    const [row] = await query<{ planned: number; paused: boolean }>(
      this.#em,
      `select ${epochMs('planned_through')} as planned, paused_at is not null as paused from job_schedules where job_id = ? for update`,
      [jobId],
    )
    if (row === undefined) return null
    const [clock] = await query<{ now: number }>(
      this.#em,
      `select ${epochMs(`date_trunc('milliseconds', ${now})`)} as now`,
      [at],
    )
    if (clock === undefined) throw new DomainError('internal', 'the server told no time')
    return { now: clock.now, schedule: { jobId, plannedThrough: row.planned, paused: row.paused } }
  }

  /** The occurrences of these jobs that have not ended, in the order of their nominal times. */
  async active(jobIds: readonly string[]): Promise<ActiveRow[]> {
    const rows = await query<{
      job_id: string
      nominal: number
      trigger: OccurrenceTrigger
      state: 'planned' | 'running'
      due: number
      attempts: number
      lease: number | null
      cancel_requested: boolean
      caught_up: boolean
    }>(
      this.#em,
      `select job_id, ${epochMs('nominal_at')} as nominal, trigger, state, ${epochMs('due_at')} as due, attempts,
         ${epochMs('lease_until')} as lease, cancel_requested, caught_up
       from job_active(?::jsonb)`,
      [JSON.stringify(jobIds)],
    )
    return rows.map((row) => ({
      jobId: row.job_id,
      nominalAt: row.nominal,
      trigger: row.trigger,
      state: row.state,
      dueAt: row.due,
      attempts: row.attempts,
      leaseUntil: row.lease,
      cancelRequested: row.cancel_requested,
      caughtUp: row.caught_up,
    }))
  }

  /** What runs anywhere, seen by one transaction at a time until it ends: for limits that several jobs share. */
  async holdLimits(): Promise<
    readonly { readonly jobId: string; readonly nominalAt: number; readonly caughtUp: boolean }[]
  > {
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended('jobs:limits', 0)) is null as held`)
    const rows = await query<{ job_id: string; nominal: number; caught_up: boolean }>(
      this.#em,
      `select job_id, ${epochMs('nominal_at')} as nominal, caught_up from job_occurrences where state = 'running'`,
    )
    return rows.map((row) => ({ jobId: row.job_id, nominalAt: row.nominal, caughtUp: row.caught_up }))
  }

  /** Makes the partitions that occurrences in a stretch need, in the transaction that writes them. */
  async ensurePartitions(first: number, last: number): Promise<void> {
    await ensurePartitions((sql) => query(this.#em, sql), 'job_occurrences', first, last)
  }

  /**
   * Writes what was decided on schedules that are held, in one statement, tells subscribers of what is not merely planned, and answers the attempts that begin: each under
   * a new epoch, for `owner`, until `leaseMs` after `at`. An occurrence that is there already is not added again.
   */
  async apply(
    owner: string,
    leaseMs: number,
    at: number,
    changes: readonly OccurrenceChange[],
    schedules: readonly ScheduleChange[],
  ): Promise<Claim[]> {
    const rows = await query<{
      job_id: string
      nominal: number
      epoch: string
      attempts: number
      caught_up: boolean
      trigger: OccurrenceTrigger
    }>(
      this.#em,
      `select job_id, ${epochMs('nominal_at')} as nominal, epoch, attempts, caught_up, trigger
       from job_apply(?, ?::timestamptz, ?::timestamptz, ?::jsonb, ?::jsonb)`,
      [
        owner,
        iso(at + leaseMs),
        iso(at),
        JSON.stringify(
          changes.map((change) => ({
            job_id: change.jobId,
            nominal_at: iso(change.nominalAt),
            is_new: change.isNew,
            trigger: change.trigger,
            state: change.state,
            reason: change.reason,
            detail: change.detail,
            due_at: iso(change.dueAt),
            caught_up: change.caughtUp,
            cancelling: change.cancelRequested,
            message: change.messageId,
          })),
        ),
        JSON.stringify(
          schedules.map(({ jobId, plannedThrough, nextAt }) => ({
            job_id: jobId,
            planned_through: iso(plannedThrough),
            next_at: iso(nextAt),
          })),
        ),
      ],
    )
    return rows.map((row) => ({
      jobId: row.job_id,
      nominalAt: row.nominal,
      epoch: Number(row.epoch),
      attempts: row.attempts,
      caughtUp: row.caught_up,
      trigger: row.trigger,
    }))
  }

  /** Milliseconds until the next schedule of these jobs is due, negative when it has been; null without schedules. */
  async untilNext(jobIds: readonly string[], at: At): Promise<number | null> {
    const [row] = await query<{ ms: number | null }>(
      this.#em,
      `select job_until_next(?::jsonb, ?::timestamptz) as ms`,
      [JSON.stringify(jobIds), at],
    )
    return row?.ms ?? null
  }

  /** Ends an attempt; false when somebody else has taken it over, and then nothing was changed. Wakes the daemons. */
  async settle(
    { jobId, nominalAt, epoch }: Pick<Claim, 'jobId' | 'nominalAt' | 'epoch'>,
    { pauseMs, ...facts }: Settlement,
    at: At,
    messageId: Id,
  ): Promise<boolean> {
    const [row] = await query<{ settled: boolean }>(
      this.#em,
      `select job_settle(?, ?::timestamptz, ?::bigint, ?::jsonb, ?::timestamptz, ?::uuid) as settled`,
      [
        jobId,
        iso(nominalAt),
        epoch,
        JSON.stringify({ ...facts, ...(pauseMs === undefined ? {} : { pause_ms: pauseMs }) }),
        at,
        messageId,
      ],
    )
    return row?.settled ?? false
  }

  /** Says that a daemon is alive, and moves the ends of its leases; answers those that it still has, and which of them somebody wants to stop. */
  async beat(
    daemon: { readonly id: string; readonly host: string; readonly pid: number },
    held: readonly Pick<Claim, 'jobId' | 'nominalAt' | 'epoch'>[],
    leaseMs: number,
    at: At,
  ): Promise<{ jobId: string; nominalAt: number; cancelRequested: boolean }[]> {
    const rows = await query<{ job_id: string; nominal: number; cancel_requested: boolean }>(
      this.#em,
      `with t as materialized (select ${now} as now), seen as (
         insert into job_daemons as d (id, host, pid, started_at, seen_at, lease_ms, running) select ?, ?, ?, t.now, t.now, ?, ? from t
         on conflict (id) do update set seen_at = excluded.seen_at, running = excluded.running
       )
       update job_occurrences o set lease_until = t.now + ? * interval '1 millisecond'
       from t, jsonb_to_recordset(?::jsonb) as h(job_id text, nominal_at timestamptz, epoch bigint)
       where o.job_id = h.job_id and o.nominal_at = h.nominal_at and o.epoch = h.epoch and o.state = 'running'
       returning o.job_id, ${epochMs('o.nominal_at')} as nominal, o.cancel_requested`,
      [
        at,
        daemon.id,
        daemon.host,
        daemon.pid,
        leaseMs,
        held.length,
        leaseMs,
        JSON.stringify(
          held.map(({ jobId, nominalAt, epoch }) => ({ job_id: jobId, nominal_at: iso(nominalAt), epoch })),
        ),
      ],
    )
    return rows.map((row) => ({ jobId: row.job_id, nominalAt: row.nominal, cancelRequested: row.cancel_requested }))
  }

  /** Takes a daemon off the list that stopped by itself, and those that were not seen for a day. */
  async signOff(id: string, at: At): Promise<void> {
    await query(this.#em, `delete from job_daemons where id = ? or seen_at < ${now} - interval '1 day'`, [id, at])
  }
}
