import { outcomeConfig } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { DueOutcome } from '@fyntrix/db/pick-events'
import type { Database, Repositories } from '@fyntrix/db/shared'
import {
  type OutcomesReport,
  type OutcomesRequest,
  ownHorizon,
  type PickEvent,
  type PickEventQuery,
} from '@fyntrix/domain/pick-events'
import { DomainError, type Id, type Lane, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { Candles } from '../candles/index.ts'
import type { Clock } from '../shared/index.ts'
import { nextAttempt, outcomeDueAt } from './due.ts'
import { type Followed, followAll } from './follow.ts'

/** What may be given to a computation of outcomes beside the request. */
export interface ComputeOptions {
  /** Ends it between two batches: what is committed stays, and the next call goes on from there. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((evaluated: number) => void) | undefined
}

/** Picks as events to learn from. */
export interface PickEvents {
  /**
   * Tells every outcome of the lane whose horizon had ended, and whose candles were known, at `asOf`, by default now. A batch is one transaction that
   * holds its rows: any number of processes may do this at once, and one that dies leaves its batch to the others. Throws `refused` for an instant in
   * the future.
   */
  computeOutcomes(request?: OutcomesRequest, options?: ComputeOptions): Promise<OutcomesReport>
  /** A page of events, newest first, with what every agent contributed and what became of them. */
  list(query: PickEventQuery): Promise<PickEvent[]>
}

interface Dependencies {
  readonly db: Database
  readonly candles: Candles
  readonly calendar: Calendar
  readonly clock: Clock
  readonly wall: Now
  readonly lane: Lane
}

/** The instant of asking, and when the newest candle of the source became known (epoch milliseconds). */
interface Moment {
  readonly asOf: Date
  readonly delivered: number
}

const batchSize = 500

export const createPickEvents = ({ db, candles, calendar, clock, wall, lane }: Dependencies): PickEvents => {
  const scheduleNew = async (): Promise<void> => {
    let after: Id | null = null
    for (;;) {
      const found = await db.repositories().outcomes.unscheduled(lane, batchSize, after)
      const due = found.flatMap((one) => {
        const at = outcomeDueAt(calendar, one)
        return at === null ? [] : [{ id: one.id, dueAt: toInstant(new Date(at)) }]
      })
      if (due.length > 0) await db.repositories().outcomes.schedule(due)
      if (found.length < batchSize) return
      after = found.at(-1)?.id ?? null
    }
  }

  const settle = async (tx: Repositories, due: readonly DueOutcome[], { asOf, delivered }: Moment) => {
    const told: Followed[] = []
    const waiting: { id: Id; detail: string; attemptAt: string }[] = []
    for (const followed of await followAll({ candles, calendar }, due)) {
      const { outcome } = followed
      const again =
        outcome.status === 'unavailable' && outcome.code === 'missing-candle'
          ? nextAttempt(calendar, followed.due.dueAt, { asOf: asOf.getTime(), delivered })
          : null
      if (again === null || outcome.status === 'closed') told.push(followed)
      else waiting.push({ id: followed.due.id, detail: outcome.detail, attemptAt: toInstant(new Date(again)) })
    }
    const evaluated = told.map(({ due: { id }, outcome }) => ({ id, outcome }))
    await tx.outcomes.evaluate(evaluated, outcomeConfig.version, asOf)
    await tx.outcomes.postpone(waiting)
    const own = told.filter(({ due: { mode, horizon } }) => ownHorizon[mode] === horizon).map((one) => one.due.id)
    const recommendations = await tx.recommendations.closeByOutcomes(own, asOf)
    if (recommendations.length > 0)
      await tx.outbox.append({ topic: 'recommendations.closed', lane, recommendations }, newId(wall()))
    return {
      closed: told.filter(({ outcome }) => outcome.status === 'closed').length,
      unavailable: told.filter(({ outcome }) => outcome.status === 'unavailable').length,
      waiting: waiting.length,
      recommendations: recommendations.length,
    }
  }

  const batch = (request: OutcomesRequest, moment: Moment) =>
    db.transaction(async (tx) => {
      const { asOf } = moment
      const due = await tx.outcomes.claimDue({ lane, asOf, from: request.from, to: request.to, limit: batchSize })
      return { claimed: due.length, ...(await settle(tx, due, moment)) }
    })

  return {
    list: (query) => db.repositories().pickEvents.list({ lane, ...query }),
    async computeOutcomes(request = {}, { signal, onProgress } = {}) {
      const asOf = request.asOf === undefined ? clock.now() : new Date(request.asOf)
      if (!clock.standing && asOf > clock.now()) {
        throw new DomainError('refused', `as-of ${request.asOf} lies in the future: no outcome of it can be known`)
      }
      await scheduleNew()
      const moment = { asOf, delivered: (await candles.lastKnownAt())?.getTime() ?? Number.NEGATIVE_INFINITY }
      const total = { closed: 0, unavailable: 0, waiting: 0, recommendations: 0 }
      for (;;) {
        signal?.throwIfAborted()
        const { claimed, ...done } = await batch(request, moment)
        for (const name of ['closed', 'unavailable', 'waiting', 'recommendations'] as const) total[name] += done[name]
        if (claimed === 0) break
        onProgress?.(total.closed + total.unavailable)
      }
      clock.advanceTo(asOf)
      return { ...total, asOf: toInstant(asOf) }
    },
  }
}
