import {
  type HistoryPage,
  type HistoryQuery,
  JobDaemon,
  JobId,
  type JobPause,
  JobView,
  Occurrence,
} from '@fyntrix/domain/jobs'
import { DomainError, Instant } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, type Parameter, query } from '../shared/sql.ts'
import { type At, now } from './ledger.repository.ts'
import { occurrenceJson } from './occurrence.sql.ts'

const StoredSchedule = JobView.pick({ id: true, plannedThrough: true, pause: true })
/** A schedule as it stands. */
export type StoredSchedule = Pick<JobView, 'id' | 'plannedThrough' | 'pause'>

const StoredJob = JobView.pick({
  id: true,
  plannedThrough: true,
  pause: true,
  running: true,
  waiting: true,
  last: true,
})
/** A schedule, and what its occurrences are at. */
export type StoredJob = StoredSchedule & Pick<JobView, 'running' | 'waiting' | 'last'>

const scheduleColumns = `s.job_id as id, ${instant('s.planned_through')} as "plannedThrough",
  case when s.paused_at is not null then jsonb_build_object('by', s.paused_by, 'at', ${instant('s.paused_at')}, 'reason', s.pause_reason) end as pause`

const placeAfter = (cursor: string): readonly [Instant, string] => {
  const [at, id, ...rest] = cursor.split(' ')
  const place = [Instant.safeParse(at), JobId.safeParse(id)] as const
  if (place[0].success && place[1].success && rest.length === 0) return [place[0].data, place[1].data]
  throw new DomainError('invalid-input', 'the cursor is none that a page gave: begin without one')
}

/** The ledger of occurrences, as people read it. */
export class JobsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Every schedule that a daemon or somebody's request has made, in the order of the ids. */
  async schedules(): Promise<StoredSchedule[]> {
    const rows = await query(this.#em, `select ${scheduleColumns} from job_schedules s order by s.job_id`)
    return rows.map((row) => StoredSchedule.parse(row))
  }

  /** The pause of a job, null when it has none. */
  async pauseOf(jobId: string): Promise<JobPause | null> {
    const [row] = await query(this.#em, `select ${scheduleColumns} from job_schedules s where s.job_id = ?`, [jobId])
    return row === undefined ? null : StoredSchedule.parse(row).pause
  }

  /** The same with what runs, how many wait, and what ended last by nominal time. */
  async jobs(): Promise<StoredJob[]> {
    const rows = await query(
      this.#em,
      `select ${scheduleColumns},
         (select coalesce(jsonb_agg(${occurrenceJson} order by o.nominal_at), '[]') from job_occurrences o where o.job_id = s.job_id and o.state = 'running') as running,
         (select count(*)::int from job_occurrences o where o.job_id = s.job_id and o.state = 'planned') as waiting,
         (select ${occurrenceJson} from job_occurrences o
          where o.job_id = s.job_id and o.state not in ('planned', 'running') order by o.nominal_at desc limit 1) as last
       from job_schedules s order by s.job_id`,
    )
    return rows.map((row) => StoredJob.parse(row))
  }

  /** One occurrence; null when there is none. */
  async byKey(jobId: string, nominalAt: Instant): Promise<Occurrence | null> {
    const [row] = await query<{ occurrence: unknown }>(
      this.#em,
      `select ${occurrenceJson} as occurrence from job_occurrences o where o.job_id = ? and o.nominal_at = ?::timestamptz`,
      [jobId, nominalAt],
    )
    return row === undefined ? null : Occurrence.parse(row.occurrence)
  }

  /** A page of occurrences, the newest nominal time first. Throws `invalid-input` for a cursor that no page gave. */
  async history({ jobId, state, from, to, cursor, limit }: HistoryQuery): Promise<HistoryPage> {
    const place = cursor === undefined ? null : placeAfter(cursor)
    const filters: readonly (readonly [condition: string, values: readonly (Parameter | undefined)[]])[] = [
      ['o.job_id = ?', [jobId]],
      ['o.state = ?', [state]],
      ['o.nominal_at >= ?::timestamptz', [from]],
      ['o.nominal_at <= ?::timestamptz', [to]],
      // spares partitions, which comparing pairs does not
      ['o.nominal_at <= ?::timestamptz', [place?.[0]]],
      ['(o.nominal_at, o.job_id) < (?::timestamptz, ?)', [place?.[0], place?.[1]]],
    ]
    const used = filters.filter(([, values]) => !values.includes(undefined))
    const where = used.length === 0 ? '' : `where ${used.map(([condition]) => condition).join(' and ')}`
    const values = used.flatMap(([, some]) => some.filter((value) => value !== undefined))
    const rows = await query<{ occurrence: unknown }>(
      this.#em,
      `select ${occurrenceJson} as occurrence from job_occurrences o ${where} order by o.nominal_at desc, o.job_id desc limit ?`,
      [...values, limit + 1],
    )
    const occurrences = rows.slice(0, limit).map((row) => Occurrence.parse(row.occurrence))
    const last = occurrences.at(-1)
    return { occurrences, next: rows.length > limit && last ? `${last.nominalAt} ${last.jobId}` : null }
  }

  /** Processes that do jobs, or did within a day and died, the newest first. */
  async daemons(at: At): Promise<JobDaemon[]> {
    const rows = await query(
      this.#em,
      `select id, host, pid, ${instant('started_at')} as "startedAt", ${instant('seen_at')} as "seenAt", running,
         seen_at + lease_ms * interval '1 millisecond' > ${now} as alive
       from job_daemons order by started_at desc, id`,
      [at],
    )
    return rows.map((row) => JobDaemon.parse(row))
  }
}
