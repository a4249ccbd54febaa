import { type JobPause, Occurrence, type OccurrenceState, type SkipReason } from '@fyntrix/domain/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { ensurePartitions } from '../shared/partitions.ts'
import { epochMs, query } from '../shared/sql.ts'
import { iso, jobsChannel } from './ledger.repository.ts'
import { occurrenceJson } from './occurrence.sql.ts'

/** How an occurrence stands. `nominalAt` in epoch milliseconds. */
export interface Standing {
  readonly nominalAt: number
  readonly state: OccurrenceState
  readonly reason: SkipReason | null
}

const list = (instants: readonly number[]): string => JSON.stringify(instants.map(iso))
const instants = `(select i::timestamptz from jsonb_array_elements_text(?::jsonb) as i)`

/**
 * The ledger of occurrences, as people change it. Every change belongs into a transaction that holds the schedule by `LedgerRepository.hold`, so that no daemon decides of
 * the same occurrences meanwhile. Instants are epoch milliseconds.
 */
export class JobControlRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Those of a job's nominal times that have an entry, and how it stands. */
  async standing(jobId: string, nominalTimes: readonly number[]): Promise<Standing[]> {
    const rows = await query<{ nominal: number; state: OccurrenceState; reason: SkipReason | null }>(
      this.#em,
      `select ${epochMs('nominal_at')} as nominal, state, reason from job_occurrences
       where job_id = ? and nominal_at in ${instants} and nominal_at between ?::timestamptz and ?::timestamptz`,
      [jobId, list(nominalTimes), iso(Math.min(...nominalTimes)), iso(Math.max(...nominalTimes))],
    )
    return rows.map(({ nominal, state, reason }) => ({ nominalAt: nominal, state, reason }))
  }

  /** Adds occurrences that are due at `dueAt`, in partitions that it makes where they are missing; answers how many were not there. */
  async plan(
    jobId: string,
    nominalTimes: readonly number[],
    trigger: 'manual' | 'backfill',
    dueAt: number,
  ): Promise<number> {
    if (nominalTimes.length === 0) return 0
    const [first, last] = [Math.min(...nominalTimes), Math.max(...nominalTimes)]
    await ensurePartitions((sql) => query(this.#em, sql), 'job_occurrences', first, last)
    const rows = await query(
      this.#em,
      `insert into job_occurrences (job_id, nominal_at, trigger, state, due_at)
       select ?, i::timestamptz, ?, 'planned', ?::timestamptz from jsonb_array_elements_text(?::jsonb) as i on conflict do nothing returning 1 as added`,
      [jobId, trigger, iso(dueAt), list(nominalTimes)],
    )
    return rows.length
  }

  /** Plans ended occurrences again as part of a back-fill, as if nobody had begun them; answers how many. */
  async reopen(jobId: string, nominalTimes: readonly number[], dueAt: number): Promise<number> {
    if (nominalTimes.length === 0) return 0
    const rows = await query(
      this.#em,
      `update job_occurrences set state = 'planned', trigger = 'backfill', reason = null, detail = null, due_at = ?::timestamptz, attempts = 0, caught_up = false,
         cancel_requested = false, epoch = null, owner = null, started_at = null, finished_at = null, error = null, wrote = '[]'
       where job_id = ? and nominal_at in ${instants} and nominal_at between ?::timestamptz and ?::timestamptz and state not in ('planned', 'running')
       returning 1 as reopened`,
      [iso(dueAt), jobId, list(nominalTimes), iso(Math.min(...nominalTimes)), iso(Math.max(...nominalTimes))],
    )
    return rows.length
  }

  /** Makes daemons look at a job now. */
  async wake(jobId: string, at: number): Promise<void> {
    await query(
      this.#em,
      `with woken as (update job_schedules set next_at = least(next_at, ?::timestamptz) where job_id = ? returning 1)
       select pg_notify(?, '') is null as told from woken`,
      [iso(at), jobId, jobsChannel],
    )
  }

  /** Pauses a job, or ends its pause. */
  async setPause(jobId: string, pause: JobPause | null): Promise<void> {
    await query(
      this.#em,
      `update job_schedules set paused_at = ?::timestamptz, paused_by = ?, pause_reason = ? where job_id = ?`,
      [pause?.at ?? null, pause?.by ?? null, pause?.reason ?? null, jobId],
    )
  }

  /**
   * Takes back an occurrence that has not ended: one that waits is skipped, one that runs is asked to stop, and has failed at once where its lease has ended. Null when it
   * had ended, or is not there.
   */
  async cancel(jobId: string, nominalAt: number, detail: string, at: number): Promise<Occurrence | null> {
    const [row] = await query<{ occurrence: unknown }>(
      this.#em,
      `update job_occurrences o set
         state = case when o.state = 'planned' then 'skipped' when o.lease_until <= t.now then 'failed' else o.state end,
         reason = case when o.state = 'planned' then 'cancelled' end, detail = ?,
         error = case when o.state = 'running' and o.lease_until <= t.now then 'cancelled; its daemon died' else o.error end,
         finished_at = case when o.state = 'planned' or o.lease_until <= t.now then t.now end,
         lease_until = case when o.lease_until > t.now then o.lease_until end,
         cancel_requested = o.state = 'running'
       from (select ?::timestamptz as now) t
       where o.job_id = ? and o.nominal_at = ?::timestamptz and o.state in ('planned', 'running')
       returning ${occurrenceJson} as occurrence`,
      [detail, iso(at), jobId, iso(nominalAt)],
    )
    return row === undefined ? null : Occurrence.parse(row.occurrence)
  }
}
