import type { Database } from '@fyntrix/db/shared'
import { DomainError, Id, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { RunRequest, RunTrigger, TopPicksRun } from '@fyntrix/domain/top-picks'
import { z } from 'zod'
import type { Candles } from '../candles/index.ts'
import { answeredBefore, type Clock, idempotent, type Log, type Repeatable } from '../shared/index.ts'
import type { Universes } from '../universes/index.ts'
import { computeRun, laneOf } from './compute-run.ts'
import type { RunLock } from './run-lock.ts'
import type { SymbolWork } from './symbol-work.ts'

export interface RunDependencies {
  readonly db: Database
  readonly candles: Candles
  readonly universes: Universes
  readonly lock: RunLock
  readonly work: SymbolWork
  readonly clock: Clock
  readonly wall: Now
  readonly log: Log
}

const StoredRun = z.object({ runId: Id })

/** What makes a request the same one when its key comes again. */
const repeatable = ({ universe, mode, asOf, idempotencyKey }: RunRequest): Repeatable => ({
  scope: 'top-picks.run',
  key: idempotencyKey,
  body: [universe, mode, asOf ?? null],
})

const asOfOf = (request: RunRequest, clock: Clock): Date => {
  if (request.asOf === undefined) return clock.now()
  const asOf = new Date(request.asOf)
  if (!clock.standing && asOf > clock.now()) {
    throw new DomainError('refused', `as-of ${request.asOf} lies in the future: no candle of it can be known`)
  }
  return asOf
}

/**
 * Computes picks and records them: run, recommendations, pick events with their contributions, analyses, the pointer to the latest run and the
 * outbox row, all in one transaction, so that a run is wholly there or not at all. One run of a universe and mode goes at a time; a writer that was
 * overtaken meanwhile is refused with `conflict`; one that is told to `stop` before it writes throws that signal's reason. A request with an idempotency key that was recorded before answers the run of that time.
 */
export const recordRun = async (
  deps: RunDependencies,
  request: RunRequest & { readonly trigger: RunTrigger },
  stop?: AbortSignal,
): Promise<TopPicksRun> => {
  const { db, candles, clock, wall } = deps
  const { universe, mode, trigger } = request
  const asOf = asOfOf(request, clock)
  const lane = laneOf(candles.source, clock.standing)
  const before = await recordedBefore(db, request)
  if (before) {
    clock.advanceTo(asOf)
    return before
  }

  return deps.lock.hold({ universe, mode }, async (lost) => {
    const signal = stop ? AbortSignal.any([lost, stop]) : lost
    signal.throwIfAborted()
    const fence = await db.repositories().topPicks.takeFence()
    const startedAt = wall()
    const started = performance.now()
    const { result, analyses } = await computeRun(deps, { universe, mode, asOf, signal })
    signal.throwIfAborted()
    const finishedAt = wall()
    const run: TopPicksRun = {
      id: newId(finishedAt),
      externalId: null,
      lane,
      universe,
      mode,
      asOf: toInstant(asOf),
      trigger,
      startedAt: toInstant(startedAt),
      finishedAt: toInstant(finishedAt),
      elapsedMs: Math.round(performance.now() - started),
      ...result,
    }
    const { runId } = await db.transaction((tx) =>
      idempotent(tx, repeatable(request), StoredRun, async () => {
        await tx.topPicks.insertRun(run, fence)
        await tx.recommendations.insertForRun(run)
        await tx.pickEvents.insertForRun(run)
        await tx.analyses.insertForRun(run, analyses)
        await tx.topPicks.advanceHead(run, fence)
        await tx.outbox.append(
          { topic: 'top-picks.run-recorded', runId: run.id, lane, universe, mode },
          newId(finishedAt),
        )
        return { runId: run.id }
      }),
    )
    clock.advanceTo(asOf)
    return runId === run.id ? run : storedRun(db, runId)
  })
}

/** The run that this idempotency key stands for: found without computing it again, and without the lock. */
const recordedBefore = async (db: Database, request: RunRequest): Promise<TopPicksRun | undefined> => {
  const stored = await answeredBefore(db.repositories(), repeatable(request), StoredRun)
  return stored && storedRun(db, stored.runId)
}

const storedRun = async (db: Database, id: Id): Promise<TopPicksRun> => {
  const run = await db.repositories().topPicks.byId(id)
  if (run) return run
  throw new DomainError('internal', `run ${id} is named by an idempotency key but is not there`)
}
