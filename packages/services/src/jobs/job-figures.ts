import { figureQuantiles } from '@fyntrix/db/jobs'
import type { Database } from '@fyntrix/db/shared'
import type { JobDefinition, JobFinding, OccurrenceState } from '@fyntrix/domain/jobs'

/** A share of a distribution, and seconds that it lies below. */
export interface Share {
  readonly quantile: number
  readonly value: number
}

/** How jobs do, for whoever watches over them. `job` is one that exists, or `unknown`. */
export interface JobFigures {
  /** Daemons that are alive. */
  readonly daemons: number
  /** null before the first scan. */
  readonly scanAgeSeconds: number | null
  readonly findings: readonly { readonly kind: JobFinding['kind']; readonly job: string; readonly count: number }[]
  readonly active: readonly { readonly job: string; readonly state: 'planned' | 'running'; readonly count: number }[]
  /** What ended within 24 hours: how often, how long it took, how late it began. */
  readonly ended: readonly {
    readonly job: string
    readonly state: OccurrenceState
    readonly count: number
    readonly seconds: readonly Share[]
    readonly lateness: readonly Share[]
  }[]
}

const shares = (values: readonly number[] | null): Share[] =>
  (values ?? []).flatMap((value, i) => {
    const quantile = figureQuantiles[i]
    return quantile === undefined ? [] : [{ quantile, value }]
  })

const counted = (findings: readonly JobFinding[], nameOf: (jobId: string) => string): JobFigures['findings'] => {
  const groups = Map.groupBy(findings, ({ kind, jobId }) => `${kind} ${nameOf(jobId)}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ kind: first.kind, job: nameOf(first.jobId), count: group.length }] : []
  })
}

/** Reads the figures by PostgreSQL's clock. Throws `unavailable` while it is away. */
export const readJobFigures = async (db: Database, definitions: readonly JobDefinition[]): Promise<JobFigures> => {
  const known = new Set(definitions.map(({ id }) => id))
  const nameOf = (jobId: string): string => (known.has(jobId) ? jobId : 'unknown')
  const { jobScans } = db.repositories()
  const [{ daemons, scan, scanAgeSeconds }, ended, active] = await Promise.all([
    jobScans.vitals(null),
    jobScans.ended(null),
    jobScans.open(),
  ])
  return {
    daemons,
    scanAgeSeconds,
    findings: counted(scan.findings, nameOf),
    active: active.map(({ jobId, ...rest }) => ({ job: nameOf(jobId), ...rest })),
    ended: ended.map(({ jobId, state, count, seconds, lateness }) => ({
      job: nameOf(jobId),
      state,
      count,
      seconds: shares(seconds),
      lateness: shares(lateness),
    })),
  }
}
