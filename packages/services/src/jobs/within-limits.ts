import type { JobDefinition } from '@fyntrix/domain/jobs'
import type { Change } from './decide.ts'

/** An attempt that wants to begin, and its job. */
export interface Start {
  readonly definition: JobDefinition
  readonly change: Change
}

/** What runs already, anywhere. */
export interface Running {
  readonly jobId: string
  readonly nominalAt: number
  readonly caughtUp: boolean
}

/** How many of what was missed run at a time, whatever their job: an outage must not end in a stampede. */
export const mostCaughtUp = 2

/** True when limits that several jobs share have to be looked at before this begins. */
export const isLimited = ({ definition, change }: Start): boolean => definition.group !== null || change.caughtUp

/** Of attempts that want to begin, in this order, those that may, beside what runs; at most `slots`. The others wait. */
export const withinLimits = (
  starts: readonly Start[],
  running: readonly Running[],
  groupOf: (jobId: string) => string | null,
  slots: number,
): { readonly may: readonly Start[]; readonly limited: readonly Start[]; readonly crowded: readonly Start[] } => {
  const [may, limited, crowded]: [Start[], Start[], Start[]] = [[], [], []]
  // one that is taken over runs already: it adds nothing to what runs, so no limit keeps it waiting
  const isOf = (one: Running, { change }: Start) => change.jobId === one.jobId && change.nominalAt === one.nominalAt
  const others = running.filter((one) => !starts.some((start) => isOf(one, start)))
  const isTakenOver = (start: Start) => running.some((one) => isOf(one, start))
  const inGroup = new Map<string, number>()
  for (const { jobId } of others) {
    const group = groupOf(jobId)
    if (group !== null) inGroup.set(group, (inGroup.get(group) ?? 0) + 1)
  }
  let caughtUp = others.filter((one) => one.caughtUp).length
  for (const start of starts) {
    const { group } = start.definition
    const members = group === null ? 0 : (inGroup.get(group.name) ?? 0)
    const isOverLimit =
      (group !== null && members >= group.limit) || (start.change.caughtUp && caughtUp >= mostCaughtUp)
    if (isOverLimit && !isTakenOver(start)) {
      limited.push(start)
    } else if (may.length >= slots) {
      crowded.push(start)
    } else {
      may.push(start)
      if (group !== null) inGroup.set(group.name, members + 1)
      if (start.change.caughtUp) caughtUp += 1
    }
  }
  return { may, limited, crowded }
}
