import type { Standing } from '@fyntrix/db/jobs'
import type { BackfillRequest, JobDefinition } from '@fyntrix/domain/jobs'
import { DomainError } from '@fyntrix/domain/shared'
import type { NominalTimes } from './nominal-times.ts'

/** Nominal times that one back-fill takes at most: each of them will run, at most two at a time. */
export const mostBackfilled = 2_000

/** What a back-fill does to nominal times, epoch milliseconds. */
export interface BackfillPlan {
  readonly planned: readonly number[]
  readonly reopened: readonly number[]
  readonly leftAlone: number
}

const stepMs = 14 * 24 * 3_600_000

/** Nominal times of [from, to] that the calendar lets run, and how many it does not. Throws `refused` when they are too many, or beyond the calendar. */
export const backfillTimes = (
  { id, schedule }: JobDefinition,
  { from, to }: Pick<BackfillRequest, 'from' | 'to'>,
  now: number,
  times: NominalTimes,
  known: { readonly first: number },
): { readonly wanted: readonly number[]; readonly skipped: number } => {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  if (last < first) throw new DomainError('invalid-input', `the stretch ends at ${to}, before it begins at ${from}`)
  if (last > now)
    throw new DomainError('refused', `${to} lies ahead: a back-fill is of the past, and the schedule does the rest`)
  if (schedule.kind !== 'cron' || schedule.days === 'sessions') {
    if (first < known.first || times.knownThrough(schedule, last) < last)
      throw new DomainError(
        'refused',
        `the calendar does not know all of the stretch from ${from} to ${to}: see ./fyntrix calendar`,
      )
  }
  const found = []
  // in steps, so that a long stretch of a dense pattern is refused before all of it is computed
  for (let after = first - 1; after < last; after += stepMs) {
    found.push(...times.between(schedule, after, Math.min(last, after + stepMs)))
    if (found.length > mostBackfilled)
      throw new DomainError(
        'refused',
        `${id} has over ${mostBackfilled} nominal times from ${from} to ${to}: back-fill a shorter stretch`,
      )
  }
  const wanted = found.filter(({ skip }) => skip === null).map(({ at }) => at)
  return { wanted, skipped: found.length - wanted.length }
}

const isOpenAgain = ({ state, reason }: Standing): boolean =>
  state === 'failed' || state === 'superseded' || (state === 'skipped' && reason !== 'holiday')

/** What becomes of nominal times: those without an entry are planned, those that ended without running are opened again. */
export const backfillPlan = (wanted: readonly number[], standing: readonly Standing[]): BackfillPlan => {
  const entries = new Map(standing.map((one) => [one.nominalAt, one]))
  const planned = wanted.filter((at) => !entries.has(at))
  const reopened = standing.filter(isOpenAgain).map(({ nominalAt }) => nominalAt)
  return { planned, reopened, leftAlone: wanted.length - planned.length - reopened.length }
}
