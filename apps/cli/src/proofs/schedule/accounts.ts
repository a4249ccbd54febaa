import type { JobDefinition } from '@fyntrix/domain/jobs'
import type { NominalTimes } from '@fyntrix/services/jobs'
import type pg from 'pg'
import { staleWrites } from './effects.ts'

/** What the ledger says at the end: entries by state and reason, and each promise that it breaks. */
export interface Accounts {
  readonly nominal: number
  readonly byState: Readonly<Record<string, number>>
  readonly broken: readonly string[]
}

interface Entry {
  readonly job_id: string
  readonly at: number
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
  readonly effects: number
}

const entries = `
  select o.job_id, (extract(epoch from o.nominal_at) * 1000)::float8 as at, o.state, o.reason, o.attempts, coalesce(e.n, 0)::int as effects
  from job_occurrences o left join (
    select job_id, nominal_at, count(*) filter (where first) as n from simulated_effects group by job_id, nominal_at
  ) e using (job_id, nominal_at) order by o.job_id, o.nominal_at`

const strays = `select job_id, nominal_at from simulated_effects e
  where not exists (select 1 from job_occurrences o where o.job_id = e.job_id and o.nominal_at = e.nominal_at)`

const hasRun = new Set(['ran', 'caught-up'])
const hasEnded = new Set(['ran', 'caught-up', 'skipped', 'failed', 'superseded'])

/** What is wrong with an entry, or null. */
const wrong = ({ state, reason, attempts, effects }: Entry): string | null => {
  if (!hasEnded.has(state)) return `has not ended: ${state}`
  if (effects > 1) return `had its effect ${effects} times`
  if (hasRun.has(state) && effects === 0) return `is said to have run, without an effect`
  if (attempts === 0 && effects > 0) return `had an effect without an attempt`
  if (reason === 'holiday' && attempts > 0) return 'was attempted on a holiday'
  return null
}

/** What is looked at, epoch milliseconds: nominal times after one, through another or, where that is later, what a job was planned through. From `mayWaitFrom` on one may be waiting. */
interface Stretch {
  readonly after: number
  readonly through?: number
  readonly mayWaitFrom?: number
}

/**
 * Reads the ledger against the calendar: each nominal time of each job in (after, through] has one entry, which ended, and had its effect once if it ran and at most once if
 * not; and there is nothing else.
 */
export const accountsOf = async (
  client: pg.Pool,
  definitions: readonly JobDefinition[],
  times: NominalTimes,
  { after, through = after, mayWaitFrom = Number.POSITIVE_INFINITY }: Stretch,
): Promise<Accounts> => {
  const { rows } = await client.query<Entry>(entries)
  const { rows: schedules } = await client.query<{ job_id: string; through: number }>(
    `select job_id, (extract(epoch from planned_through) * 1000)::float8 as through from job_schedules`,
  )
  const { rowCount } = await client.query(strays)
  const { rows: stale } = await client.query<{ job_id: string; nominal_at: Date }>(staleWrites)
  const broken = [
    ...(rowCount === 0 ? [] : [`${rowCount} effects of nominal times that the ledger does not know`]),
    ...stale.map(
      (one) => `${one.job_id} of ${one.nominal_at.toISOString()} was written after somebody else had begun it`,
    ),
  ]
  const byState: Record<string, number> = {}
  const byJob = Map.groupBy(rows, ({ job_id }) => job_id)
  let nominal = 0
  for (const { id, schedule } of definitions) {
    const found = byJob.get(id) ?? []
    const watermark = schedules.find(({ job_id }) => job_id === id)?.through ?? after
    const due = times.between(schedule, after, Math.max(watermark, times.knownThrough(schedule, through)))
    nominal += due.length
    const known = new Set(found.map(({ at }) => at))
    for (const { at } of due)
      if (!known.delete(at)) broken.push(`${id} of ${new Date(at).toISOString()} is unaccounted for`)
    for (const at of known) broken.push(`${id} of ${new Date(at).toISOString()} is no nominal time`)
    for (const entry of found) {
      const key = entry.reason === null ? entry.state : `${entry.state} (${entry.reason})`
      byState[key] = (byState[key] ?? 0) + 1
      const waits = entry.state === 'planned' && entry.at >= mayWaitFrom
      const problem = waits ? null : wrong(entry)
      if (problem !== null) broken.push(`${id} of ${new Date(entry.at).toISOString()} ${problem}`)
    }
  }
  return { nominal, byState, broken }
}
