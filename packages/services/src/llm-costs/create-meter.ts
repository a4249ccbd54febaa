import { setTimeout as pause } from 'node:timers/promises'
import type { CallToReserve, Reserved } from '@fyntrix/db/llm-costs'
import type { Database } from '@fyntrix/db/shared'
import type { LlmRequest, PlannedCall } from '@fyntrix/domain/llm-costs'
import { DomainError, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import type { EarlyRefusal } from './early-refusal.ts'
import { entryOf } from './entry.ts'
import type { CallPlan, Meter, OpenCall } from './meter.ts'
import type { Pricing } from './pricing.ts'
import { refusalOf } from './refusal.ts'
import { createSettling } from './settling.ts'
import { createSteps } from './steps.ts'
import { createTurns } from './turns.ts'

export interface MeterDependencies {
  readonly db: Database
  /** Prices as they are now, or some seconds ago. */
  readonly pricing: () => Promise<Pricing>
  readonly early: EarlyRefusal
  readonly wall: Now
  readonly log: Log
  /** From 0 to 1, for pauses that do not fall together. */
  readonly random: () => number
}

const attempts = 3
const betweenAttempts = 50
/** Milliseconds after which a call that waits for others' reservations asks again, if nothing was freed in this process before. */
const askAgainAfter = 100

/** What is known of a call, apart from what is reserved for it. */
const plannedOf = ({ amountUsd: _amount, holdMs: _hold, ...call }: CallToReserve): PlannedCall => call

const callOf = (plan: CallPlan, now: Date, pricing: Pricing): CallToReserve => {
  const { provider, model, purpose, agent, job, runId, userId, tags, idempotencyKey = null } = plan
  const at = toInstant(now)
  const amountUsd = pricing.worstCase({
    provider,
    model,
    tier: plan.tier ?? 'standard',
    at,
    inputTokens: plan.inputTokensAtMost,
    outputTokens: plan.outputTokensAtMost,
    searches: plan.searchesAtMost ?? 0,
  })
  const facts = { id: newId(now), at, provider, modelAsked: model, purpose, agent, job, runId, userId, tags }
  return { ...facts, idempotencyKey, amountUsd, holdMs: 2 * plan.timeoutMs }
}

/** Makes a meter on PostgreSQL: calls of one process that come together are reserved, and settled, together. */
export const createMeter = ({ db, pricing, early, wall, log, random }: MeterDependencies): Meter => {
  const turns = createTurns()
  const steps = createSteps({ db, wall, onFreed: () => turns.next() })
  const settling = createSettling({ steps, log })

  /** What may have been reserved although no answer came is freed, so that it is not taken for a call of a dead process. */
  const giveBack = (call: CallToReserve): void => {
    const end = {
      status: 'failed',
      charge: 'nothing',
      modelServed: null,
      tier: null,
      usage: null,
      error: 'not made',
    } as const
    const entry = entryOf({ call: plannedOf(call), amountUsd: call.amountUsd, end, latencyMs: null })
    settling.settle(entry, call.holdMs).catch(() => undefined)
  }

  const reserved = async (call: CallToReserve): Promise<Reserved> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await steps.reserve(call)
      } catch (cause) {
        if (attempt < attempts && cause instanceof DomainError && cause.code === 'unavailable') {
          await pause(betweenAttempts * attempt)
          continue
        }
        giveBack(call)
        throw cause
      }
    }
  }

  const openCall = (call: CallToReserve, plan: CallPlan, prices: Pricing): OpenCall => {
    const begun = performance.now()
    let ended: Promise<LlmRequest> | undefined
    return {
      id: call.id,
      reservedUsd: call.amountUsd,
      signal: AbortSignal.timeout(plan.timeoutMs),
      end(end) {
        ended ??= (async () => {
          const latencyMs = Math.round(performance.now() - begun)
          const { amountUsd } = call
          const entry = entryOf({ call: plannedOf(call), amountUsd, end, latencyMs, pricing: prices })
          await settling.settle(entry, Math.max(0, call.holdMs - latencyMs))
          return entry
        })()
        return ended
      },
    }
  }

  return {
    async begin(plan, signal) {
      const begun = performance.now()
      const until = plan.waitMs ?? plan.timeoutMs
      const prices = await pricing()
      const call = callOf(plan, wall(), prices)
      const refused = await early.refuses(call)
      if (refused) throw refusalOf(call, refused, 'refused')
      for (;;) {
        signal?.throwIfAborted()
        const freed = turns.coming()
        const { verdict, against } = await reserved(call)
        if (verdict === 'admitted') return openCall(call, plan, prices)
        const left = until - (performance.now() - begun)
        if (verdict === 'refused' || left <= 0) throw refusalOf(call, against, verdict)
        await freed.within(Math.min(left, askAgainAfter * (0.5 + random())), signal)
      }
    },
  }
}
