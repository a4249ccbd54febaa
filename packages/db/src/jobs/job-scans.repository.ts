import { JobScan, type OccurrenceState, type OccurrenceTrigger } from '@fyntrix/domain/jobs'
import { DomainError } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { epochMs, instant, query } from '../shared/sql.ts'
import { type At, iso, now } from './ledger.repository.ts'

/** An occurrence that has not ended, as a scan sees it. Instants are epoch milliseconds. */
export interface ScannedOccurrence {
  readonly jobId: string
  readonly nominalAt: number
  readonly trigger: OccurrenceTrigger
  readonly state: 'planned' | 'running'
  readonly dueAt: number
  readonly leaseUntil: number | null
  readonly caughtUp: boolean
}

/** A schedule, as a scan sees it. Instants are epoch milliseconds. */
export interface ScannedSchedule {
  readonly jobId: string
  readonly plannedThrough: number
  readonly nextAt: number
  readonly paused: boolean
}

/** Something that is there more than once. */
export interface Duplicate {
  readonly jobId: string
  readonly nominalAt: number
  readonly detail: string
}

/** What a scan judges by. */
export interface ScanFacts {
  readonly active: readonly ScannedOccurrence[]
  readonly schedules: readonly ScannedSchedule[]
  readonly duplicates: readonly Duplicate[]
}

/** What health needs to know of the jobs. */
export interface JobVitals {
  /** Whether there is anything to do: schedules that somebody registered. */
  readonly scheduled: boolean
  /** Daemons that are alive. */
  readonly daemons: number
  readonly scan: JobScan
  /** null before the first scan. */
  readonly scanAgeSeconds: number | null
}

/** What ended of a job within a day. */
export interface EndedFigures {
  readonly jobId: string
  readonly state: OccurrenceState
  readonly count: number
  /** Seconds that it took, of what ran or failed, by `figureQuantiles`. */
  readonly seconds: readonly number[] | null
  /** Seconds from the nominal time to the start, of what its schedule began at the first attempt, by `figureQuantiles`. */
  readonly lateness: readonly number[] | null
}

/** Shares of a distribution that the figures tell, and its maximum. */
export const figureQuantiles = [0.5, 0.95, 1] as const

const scanJson = `jsonb_build_object('at', ${instant('c.at')}, 'total', c.total, 'findings', c.findings)`

/** What is looked at by whoever watches over the ledger, and what was found. */
export class JobScansRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Holds the place of the last scan until the transaction ends, and answers the instant, epoch milliseconds; null when it is younger than `ageMs` or somebody else holds it. */
  async hold(at: At, ageMs: number): Promise<number | null> {
    const [row] = await query<{ now: number }>(
      this.#em,
      `with t as materialized (select date_trunc('milliseconds', ${now}) as now)
       select ${epochMs('t.now')} as now from job_scans c, t
       where c.id = 1 and (c.at is null or c.at > t.now or c.at <= t.now - ? * interval '1 millisecond') for update of c skip locked`,
      [at, ageMs],
    )
    return row?.now ?? null
  }

  /** Everything that a scan judges by, at most 20,000 occurrences that have not ended. */
  async facts(at: number): Promise<ScanFacts> {
    const active = await query<{
      job_id: string
      nominal: number
      trigger: OccurrenceTrigger
      state: 'planned' | 'running'
      due: number
      lease: number | null
      caught_up: boolean
    }>(
      this.#em,
      `select job_id, ${epochMs('nominal_at')} as nominal, trigger, state, ${epochMs('due_at')} as due, ${epochMs('lease_until')} as lease, caught_up
       from job_occurrences where state in ('planned', 'running') order by nominal_at limit 20000`,
    )
    const schedules = await query<{ job_id: string; planned: number; next: number; paused: boolean }>(
      this.#em,
      `select job_id, ${epochMs('planned_through')} as planned, ${epochMs('next_at')} as next, paused_at is not null as paused from job_schedules`,
    )
    const duplicates = await query<{ job_id: string; nominal: number; detail: string }>(
      this.#em,
      // what two occurrences wrote, and what a job recorded twice for one instant; replays may, when their idempotency keys have gone
      `select max(o.job_id) as job_id, ${epochMs('max(o.nominal_at)')} as nominal,
         count(*) || ' occurrences wrote ' || (w->>'noun') || ' ' || (w->>'id') as detail
       from job_occurrences o, jsonb_array_elements(o.wrote) as w
       where o.nominal_at > ?::timestamptz - interval '2 days' group by w->>'noun', w->>'id' having count(*) > 1
       union all
       select 'top-picks.' || trigger || '.' || universe || '.' || mode, ${epochMs('as_of')}, count(*) || ' runs were recorded for this instant in the lane ' || lane
       from top_picks_runs where as_of > ?::timestamptz - interval '2 days' and trigger <> 'manual' and lane <> 'replay'
       group by lane, trigger, universe, mode, as_of having count(*) > 1`,
      [iso(at), iso(at)],
    )
    return {
      active: active.map((row) => ({
        jobId: row.job_id,
        nominalAt: row.nominal,
        trigger: row.trigger,
        state: row.state,
        dueAt: row.due,
        leaseUntil: row.lease,
        caughtUp: row.caught_up,
      })),
      schedules: schedules.map((row) => ({
        jobId: row.job_id,
        plannedThrough: row.planned,
        nextAt: row.next,
        paused: row.paused,
      })),
      duplicates: duplicates.map((row) => ({ jobId: row.job_id, nominalAt: row.nominal, detail: row.detail })),
    }
  }

  /** Keeps what was found, in place of what was found before. */
  async save(at: number, { findings, total }: Omit<JobScan, 'at'>): Promise<void> {
    await query(this.#em, `update job_scans set at = ?::timestamptz, total = ?, findings = ?::jsonb where id = 1`, [
      iso(at),
      total,
      JSON.stringify(findings),
    ])
  }

  /** What was found last. */
  async latest(): Promise<JobScan> {
    const [row] = await query<{ scan: unknown }>(this.#em, `select ${scanJson} as scan from job_scans c where c.id = 1`)
    return JobScan.parse(row?.scan ?? { at: null, findings: [], total: 0 })
  }

  /** How those who do the jobs are, in one look. */
  async vitals(at: At): Promise<JobVitals> {
    const [row] = await query<Omit<JobVitals, 'scan'> & { readonly scan: unknown }>(
      this.#em,
      `with t as materialized (select ${now} as now)
       select exists (select 1 from job_schedules) as scheduled,
         (select count(*)::int from job_daemons where seen_at + lease_ms * interval '1 millisecond' > t.now) as daemons,
         ${scanJson} as scan, extract(epoch from t.now - c.at)::float8 as "scanAgeSeconds"
       from t, job_scans c where c.id = 1`,
      [at],
    )
    if (row === undefined) throw new DomainError('internal', 'the place of the last scan is gone')
    return { ...row, scan: JobScan.parse(row.scan) }
  }

  /** How many occurrences have not ended, by job and state. */
  open(): Promise<{ readonly jobId: string; readonly state: 'planned' | 'running'; readonly count: number }[]> {
    return query(
      this.#em,
      `select job_id as "jobId", state, count(*)::int as count from job_occurrences where state in ('planned', 'running') group by job_id, state`,
    )
  }

  /** What ended within the last day, by job and state; the distributions by `figureQuantiles`. */
  async ended(at: At): Promise<EndedFigures[]> {
    const shares = `array[${figureQuantiles.join(', ')}]`
    return query<EndedFigures>(
      this.#em,
      `with t as materialized (select ${now} as now)
       select o.job_id as "jobId", o.state, count(*)::int as count,
         percentile_cont(${shares}) within group (order by extract(epoch from o.finished_at - o.started_at)::float8) filter (where o.state in ('ran', 'caught-up', 'failed')) as seconds,
         percentile_cont(${shares}) within group (order by extract(epoch from o.started_at - o.nominal_at)::float8)
           filter (where o.trigger = 'schedule' and o.attempts = 1) as lateness
       from t, job_occurrences o where o.nominal_at > t.now - interval '1 day' and o.finished_at is not null group by o.job_id, o.state`,
      [at],
    )
  }
}
