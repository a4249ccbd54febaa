import { DomainError, toInstant } from '@fyntrix/domain/shared'
import type { TopPicksJob, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { TopPicks } from './top-picks.service.ts'

export interface TopPicksHandlerDependencies {
  readonly topPicks: TopPicks
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/**
 * Computes the picks that were due at the nominal time, from what was known then, once however often it is called for it: the idempotency key is the job and the instant.
 * Answers why it did nothing when somebody else is at it or a rule forbids it; throws what went wrong otherwise.
 */
export const runTopPicksJob = async (
  { topPicks, log, refreshCandles }: TopPicksHandlerDependencies,
  jobId: string,
  job: TopPicksJob,
  { nominal, signal }: Pick<Occasion, 'nominal'> & Partial<Occasion>,
): Promise<JobOutcome<TopPicksRun>> => {
  const asOf = toInstant(nominal)
  try {
    await refreshCandles()
    const run = await topPicks.run({ ...job, asOf, idempotencyKey: `${jobId}@${asOf}` }, { signal })
    log.info({ jobId, runId: run.id, picks: run.picks.length, elapsedMs: run.elapsedMs }, 'top picks computed')
    return { status: 'ran', result: run, wrote: [{ noun: 'top-picks', id: run.id }] }
  } catch (cause) {
    if (cause instanceof DomainError && (cause.code === 'conflict' || cause.code === 'refused')) {
      return { status: 'skipped', why: cause.code === 'conflict' ? 'busy' : 'refused', reason: cause.message }
    }
    throw cause
  }
}
