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

/** The next nominal times of all these jobs together, the earliest first; `held` says why a job does not start now, if it does not. */
export const nextFires = (
  times: NominalTimes,
  definitions: readonly JobDefinition[],
  after: number,
  limit: number,
  held: (jobId: string) => string | null,
): NextFire[] => {
  const heads = definitions.flatMap(({ id, schedule }) => {
    const next = times.next(schedule, after)
    return next === null ? [] : [{ id, schedule, next: next as NominalTime | null }]
  })
  const fires: NextFire[] = []
  while (fires.length < limit) {
    const open = heads.flatMap((head) => (head.next === null ? [] : [{ head, next: head.next }]))
    const [first, ...others] = open
    if (first === undefined) break
    const { head, next } = others.reduce((best, one) => (one.next.at < best.next.at ? one : best), first)
    const skip = next.skip === null ? held(head.id) : `${next.skip.reason}: ${next.skip.detail}`
    fires.push({ jobId: head.id, at: new Date(next.at).toISOString(), skip })
    head.next = times.next(head.schedule, next.at)
  }
  return fires
}
