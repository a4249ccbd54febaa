import { type LlmRequest, Usd } from '@fyntrix/domain/llm-costs'
import { DomainError, newId, toInstant } from '@fyntrix/domain/shared'
import type { CallEnd, CallPlan, Meter } from '../meter.ts'

/** A call of a test: how it was planned, and each time it was ended. */
export interface MeteredCall {
  readonly plan: CallPlan
  readonly id: string
  readonly ends: CallEnd[]
  /** Lets its time-out pass. */
  timeOut(): void
  /** Resolves when it is ended. */
  readonly ended: Promise<CallEnd>
}

/** A meter that admits everything, or what `refuse` does not name a reason against, and remembers it. */
export interface MemoryMeter extends Meter {
  readonly calls: readonly MeteredCall[]
}

const at = new Date('2026-03-10T06:00:00.000Z')

const rowOf = ({ plan, id }: MeteredCall, end: CallEnd): LlmRequest => ({
  id: newId(at),
  at: toInstant(at),
  provider: plan.provider,
  modelAsked: plan.model,
  modelServed: end.modelServed,
  tier: end.tier,
  purpose: plan.purpose,
  agent: plan.agent,
  job: plan.job,
  runId: plan.runId,
  userId: plan.userId,
  tags: plan.tags,
  status: end.status,
  usage: end.usage,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: Usd.parse('0'),
  costBasis: 'free',
  priceId: null,
  priceVersion: null,
  priceFrom: null,
  latencyMs: null,
  error: end.error ?? id,
  idempotencyKey: plan.idempotencyKey ?? null,
})

/** With `late` the time-out of each call has passed when it begins. */
export const memoryMeter = (
  refuse: (plan: CallPlan) => DomainError | null = () => null,
  { late = false }: { readonly late?: boolean } = {},
): MemoryMeter => {
  const calls: MeteredCall[] = []
  return {
    calls,
    async begin(plan, signal) {
      signal?.throwIfAborted()
      const refusal = refuse(plan)
      if (refusal) throw refusal
      const controller = new AbortController()
      const { promise: ended, resolve } = Promise.withResolvers<CallEnd>()
      const id = newId(at)
      const call: MeteredCall = {
        plan,
        id,
        ends: [],
        ended,
        timeOut: () => controller.abort(new DOMException('the time-out passed', 'TimeoutError')),
      }
      calls.push(call)
      if (late) call.timeOut()
      return {
        id,
        reservedUsd: Usd.parse('0.1'),
        signal: controller.signal,
        async end(end) {
          call.ends.push(end)
          resolve(end)
          return rowOf(call, end)
        },
      }
    },
  }
}

/** What a hard budget says. */
export const overBudget = (): DomainError =>
  new DomainError('refused', 'the budget global of the day is spent: 5 of 5 USD')
