import type { JobDefinition, NextFire } from '@fyntrix/domain/jobs'
import type { NominalTime, NominalTimes } from './nominal-times.ts'

/** So many nominal times that will not run are passed over: a fortnight of the densest pattern in a session. */
const mostSkipped = 2_000

/** The first nominal time after an instant that is to run; null where none is known. */
export const nextToRun = (
  times: NominalTimes,
  { schedule }: Pick<JobDefinition, 'schedule'>,
  after: number,
): number | null => {
  let found = times.next(schedule, after)
  for (let i = 0; i < mostSkipped && found !== null && found.skip !== null; i++) found = times.next(schedule, found.at)
  return found?.skip === null ? found.at : null
}

/** A job and the next of its nominal times that was not told yet. */
interface Head {
  readonly definition: Pick<JobDefinition, 'id' | 'schedule'>
  readonly next: NominalTime
}

/** The next nominal times of all these jobs together, the earliest first; `held` says why a job does not start now, if it does not. */
export const nextFires = (
  times: NominalTimes,
  definitions: readonly JobDefinition[],
  after: number,
  limit: number,
  held: (jobId: string) => string | null,
): NextFire[] => {
  const headOf = ({ id, schedule }: Head['definition'], from: number): Head[] => {
    const next = times.next(schedule, from)
    return next === null ? [] : [{ definition: { id, schedule }, next }]
  }
  const fires: NextFire[] = []
  let heads = definitions.flatMap((definition) => headOf(definition, after))
  while (fires.length < limit) {
    const [first, ...others] = heads
    if (first === undefined) break
    const earliest = others.reduce((best, one) => (one.next.at < best.next.at ? one : best), first)
    const { definition, next } = earliest
    const skip = next.skip === null ? held(definition.id) : `${next.skip.reason}: ${next.skip.detail}`
    fires.push({ jobId: definition.id, at: new Date(next.at).toISOString(), skip })
    heads = heads.flatMap((head) => (head === earliest ? headOf(definition, next.at) : [head]))
  }
  return fires
}
