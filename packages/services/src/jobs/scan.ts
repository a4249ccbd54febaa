import type { At, ScanFacts, ScannedOccurrence } from '@fyntrix/db/jobs'
import type { JobDefinition, JobFinding, JobScan } from '@fyntrix/domain/jobs'
import type { LedgerDatabase } from './ledger-database.ts'
import type { NominalTimes } from './nominal-times.ts'
import { mostCaughtUp } from './within-limits.ts'

export interface ScanDependencies {
  readonly db: LedgerDatabase
  /** Every job there is. */
  readonly definitions: ReadonlyMap<string, JobDefinition>
  readonly times: NominalTimes
  /** The instant of the ledger: null for PostgreSQL's clock, as ever outside simulations. */
  readonly at: () => At
}

const minute = 60_000
/** Longer than any daemon takes to look, also one that has just come up. */
const overdueAfterMs = 2 * minute
/** A lease that ended is taken over within seconds. */
const stuckAfterMs = minute
const mostFindings = 100
/** A little less than a minute, so that looks a minute apart do not fall under it now and then. */
const onceInMs = 55_000

const written = (at: number): string => new Date(at).toISOString()
const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`
const finding = (
  kind: JobFinding['kind'],
  { jobId, nominalAt }: { readonly jobId: string; readonly nominalAt: number },
  detail: string,
): JobFinding => ({ kind, jobId, nominalAt: written(nominalAt), detail })

/** Whether what is overdue waits for others, as it should: for one of its own job, of its group, or for what is caught up. */
const waitsForOthers = (
  one: ScannedOccurrence,
  definition: JobDefinition,
  running: readonly ScannedOccurrence[],
  definitions: ScanDependencies['definitions'],
): boolean => {
  const { group } = definition
  const inGroup = running.filter(({ jobId }) => group !== null && definitions.get(jobId)?.group?.name === group.name)
  const ofItsJob = running.some(({ jobId }) => jobId === one.jobId)
  return (
    (definition.overlap !== 'allow-all' && ofItsJob) ||
    (group !== null && inGroup.length >= group.limit) ||
    (one.trigger !== 'manual' && running.filter((other) => other.caughtUp).length >= mostCaughtUp)
  )
}

/** What must not be in a ledger, by its facts at `now`, epoch milliseconds. */
export const findingsOf = (
  { active, schedules, duplicates }: ScanFacts,
  definitions: ScanDependencies['definitions'],
  times: NominalTimes,
  now: number,
): JobFinding[] => {
  const running = active.filter(({ state, leaseUntil }) => state === 'running' && (leaseUntil ?? 0) > now)
  const ofOccurrence = (one: ScannedOccurrence): JobFinding[] => {
    const definition = definitions.get(one.jobId)
    if (definition === undefined) return [finding('unknown', one, `${one.state}, and there is no such job: cancel it`)]
    if (one.state === 'running') {
      const since = now - (one.leaseUntil ?? 0)
      return since > stuckAfterMs
        ? [finding('stuck', one, `its lease ended ${seconds(since)} ago, and nobody has taken it over`)]
        : []
    }
    const late = now - one.dueAt
    if (late <= overdueAfterMs) return []
    // in its window it may wait for others; by then its policy has said what becomes of it
    const mustHaveEnded = one.trigger === 'schedule' && now - one.nominalAt > definition.windowMs + overdueAfterMs
    if (!mustHaveEnded && waitsForOthers(one, definition, running, definitions)) return []
    return [finding('overdue', one, `due since ${written(one.dueAt)}, ${seconds(late)} ago, and nobody has begun it`)]
  }
  const ofSchedule = ({ jobId, plannedThrough, nextAt }: ScanFacts['schedules'][number]): JobFinding[] => {
    const definition = definitions.get(jobId)
    if (definition === undefined) return []
    const missing = times.next(definition.schedule, plannedThrough)?.at ?? now
    if (now - missing > overdueAfterMs) {
      const detail = `planned through ${written(plannedThrough)} only`
      return [finding('unplanned', { jobId, nominalAt: missing }, detail)]
    }
    if (now - nextAt <= overdueAfterMs) return []
    const detail = `was to be looked at ${written(nextAt)}, ${seconds(now - nextAt)} ago`
    return [{ kind: 'unplanned', jobId, nominalAt: null, detail }]
  }
  return [
    ...active.flatMap(ofOccurrence),
    ...schedules.flatMap(ofSchedule),
    ...duplicates.map((one) => finding('duplicate', one, one.detail)),
  ]
}

/** Looks over the ledger and keeps what was found, unless somebody did within the last minute or is at it: then null. Throws `unavailable` while PostgreSQL is away. */
export const scan = ({ db, definitions, times, at }: ScanDependencies): Promise<JobScan | null> =>
  db.transaction(async (tx) => {
    const now = await tx.jobScans.hold(at(), onceInMs)
    if (now === null) return null
    const found = findingsOf(await tx.jobScans.facts(now), definitions, times, now)
    const kept = { findings: found.slice(0, mostFindings), total: found.length }
    await tx.jobScans.save(now, kept)
    return { at: written(now), ...kept }
  })
