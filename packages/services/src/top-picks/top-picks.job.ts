import type { Calendar } from '@fyntrix/calendar'
import { DomainError, toInstant } from '@fyntrix/domain/shared'
import { type TopPicksJob, type TopPicksRun, topPicksJobs } from '@fyntrix/domain/top-picks'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import { reasonNotDue } from '../jobs/occurrence.ts'
import type { Log } from '../shared/index.ts'
import type { TopPicks } from './top-picks.service.ts'

export interface TopPicksHandlerDependencies {
  readonly topPicks: TopPicks
  readonly calendar: Calendar
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

export const topPicksJobDefinitions = topPicksJobs

/**
 * Computes the picks that were due at `nominal`, from what was known then, once however often it is called for that instant: the idempotency key is
 * the job and the instant. Answers why it did nothing when it was not due or somebody else is at it; throws what went wrong otherwise.
 */
export const runTopPicksJob = async (
  { topPicks, calendar, log, refreshCandles }: TopPicksHandlerDependencies,
  jobId: string,
  job: TopPicksJob,
  nominal: Date,
): Promise<JobOutcome<TopPicksRun>> => {
  const notDue = reasonNotDue(job, nominal, calendar)
  if (notDue !== null) return { status: 'skipped', why: 'not-due', reason: notDue }
  try {
    await refreshCandles()
    const run = await topPicks.run({
      ...job,
      asOf: toInstant(nominal),
      idempotencyKey: `${jobId}@${toInstant(nominal)}`,
    })
    log.info({ jobId, runId: run.id, picks: run.picks.length, elapsedMs: run.elapsedMs }, 'top picks computed')
    return { status: 'ran', result: run }
  } catch (cause) {
    if (cause instanceof DomainError && (cause.code === 'conflict' || cause.code === 'refused')) {
      return { status: 'skipped', why: cause.code === 'conflict' ? 'busy' : 'refused', reason: cause.message }
    }
    throw cause
  }
}
