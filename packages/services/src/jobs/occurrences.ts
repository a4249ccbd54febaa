import type { JobDefinition } from '@fyntrix/domain/jobs'
import { Cron } from 'croner'

/** The instants at which a job's pattern matches, from `from` to `to`, both inclusive, oldest first. */
export const occurrencesBetween = (
  { cron, timezone }: Pick<JobDefinition, 'cron' | 'timezone'>,
  from: Date,
  to: Date,
): Date[] => {
  const pattern = new Cron(cron, { timezone, paused: true })
  const found: Date[] = []
  // what comes next is later than the reference, so the first reference lies just before
  for (let next = pattern.nextRun(new Date(from.getTime() - 1)); next !== null && next <= to; ) {
    found.push(next)
    next = pattern.nextRun(next)
  }
  return found
}
