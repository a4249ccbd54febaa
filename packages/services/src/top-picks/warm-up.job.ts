import type { Calendar } from '@fyntrix/calendar'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import { Mode, type RunKey, type TopPicksRun } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { TopPicks } from './top-picks.service.ts'
import { type WarmUpStep, warmUpKey, warmUpPlan } from './warm-up.ts'

export interface WarmUpHandlerDependencies {
  readonly topPicks: TopPicks
  readonly calendar: Calendar
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** What became of a universe and mode; `runId` is null where nothing was computed. */
export interface WarmedUp extends RunKey {
  readonly runId: Id | null
  readonly reason: string
}

/**
 * Computes, one after the other, the picks that a process needs which starts at `nominal`, as of the last five minutes. However many start at once, each is
 * computed once; what somebody else is at, or a rule forbids, is left out and told. Throws anything else, and what the signal was aborted with between two
 * runs. Not for a clock that stands.
 */
export const runTopPicksWarmUp = async (
  { topPicks, calendar, log, refreshCandles }: WarmUpHandlerDependencies,
  { nominal, signal }: Occasion,
): Promise<JobOutcome<readonly WarmedUp[]>> => {
  const latest = new Map<string, TopPicksRun>()
  for (const universe of Universe.options)
    for (const mode of Mode.options) {
      signal.throwIfAborted()
      const run = await orNull(topPicks.latest({ universe, mode }))
      if (run) latest.set(`${universe}:${mode}`, run.run)
    }
  const plan = warmUpPlan(({ universe, mode }) => latest.get(`${universe}:${mode}`) ?? null, nominal, calendar)
  if (plan.steps.some(({ compute }) => compute)) await refreshCandles()

  const warmed: WarmedUp[] = []
  for (const { universe, mode, compute, reason } of plan.steps) {
    signal.throwIfAborted()
    const about = { universe, mode }
    warmed.push(
      compute ? await computed(topPicks, { ...about, compute, reason }, plan.asOf) : { ...about, runId: null, reason },
    )
  }
  log.info({ warmed: warmed.map(({ universe, mode, reason }) => `${universe} ${mode}: ${reason}`) }, 'picks warmed up')
  return { status: 'ran', result: warmed }
}

const computed = async (topPicks: TopPicks, step: WarmUpStep, asOf: string): Promise<WarmedUp> => {
  const { universe, mode, reason } = step
  const about = { universe, mode }
  try {
    const idempotencyKey = warmUpKey(about, asOf)
    const { id } = await topPicks.run({ ...about, trigger: 'warm-up', asOf, idempotencyKey })
    return { ...about, runId: id, reason }
  } catch (cause) {
    if (!(cause instanceof DomainError && (cause.code === 'conflict' || cause.code === 'refused'))) throw cause
    return { ...about, runId: null, reason: cause.message }
  }
}

/** What is found; null for what is not there. */
const orNull = async <T>(found: Promise<T>): Promise<T | null> => {
  try {
    return await found
  } catch (cause) {
    if (cause instanceof DomainError && cause.code === 'not-found') return null
    throw cause
  }
}
