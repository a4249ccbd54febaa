import type { CallToReserve, Reserved } from '@fyntrix/db/llm-costs'
import type { Database } from '@fyntrix/db/shared'
import type { LlmRequest, SettleOutcome } from '@fyntrix/domain/llm-costs'
import { DomainError, type Now, newId } from '@fyntrix/domain/shared'
import { inBatches } from './batches.ts'

/** The two steps of a call. Those of one process that come together are taken together, in one transaction. */
export interface Steps {
  reserve(call: CallToReserve): Promise<Reserved>
  settle(call: LlmRequest): Promise<SettleOutcome>
}

type Step =
  | { readonly kind: 'reserve'; readonly call: CallToReserve }
  | { readonly kind: 'settle'; readonly call: LlmRequest }
type Result = { readonly reserved: Reserved } | { readonly outcome: SettleOutcome }

const batch = 100

const isOutage = (error: unknown): boolean => error instanceof DomainError && error.code === 'unavailable'

export const createSteps = ({
  db,
  wall,
  onFreed,
}: {
  readonly db: Database
  readonly wall: Now
  /** Told after each commit of calls that were settled: what was reserved for them is free. */
  readonly onFreed: () => void
}): Steps => {
  const ready = new Set<string>()
  const ensurePartitions = async (calls: readonly LlmRequest[]): Promise<void> => {
    for (const { at } of calls) {
      const month = at.slice(0, 7)
      if (ready.has(month)) continue
      await db.transaction((tx) => tx.llmCalls.ensurePartition(new Date(at)))
      ready.add(month)
    }
  }

  const taken = async (steps: readonly Step[]): Promise<Result[]> => {
    const settled = steps.flatMap((step) => (step.kind === 'settle' ? [step.call] : []))
    const reserved = steps.flatMap((step) => (step.kind === 'reserve' ? [step.call] : []))
    const { llmCalls } = db.repositories()
    await ensurePartitions(settled)
    const message = newId(wall())
    const { outcomes, verdicts } =
      settled.length === 0
        ? { outcomes: new Map<LlmRequest['id'], SettleOutcome>(), verdicts: await llmCalls.reserve(reserved) }
        : reserved.length === 0
          ? { outcomes: await llmCalls.settle(settled, message), verdicts: [] }
          : await llmCalls.settleAndReserve(settled, message, reserved)
    if (settled.length > 0) onFreed()
    const left = verdicts.values()
    return steps.map(({ kind, call }) => {
      if (kind === 'settle') return { outcome: outcomes.get(call.id) ?? 'known' }
      const verdict = left.next().value
      if (verdict === undefined) throw new DomainError('internal', `nothing was said of call ${call.id}`)
      return { reserved: verdict }
    })
  }

  const alone = inBatches(taken, 1)
  const together = inBatches(taken, batch)
  const take = async (step: Step): Promise<Result> => {
    try {
      return await together(step)
    } catch (error) {
      // whose fault it is shows when each is taken by itself; the steps may be repeated
      if (isOutage(error)) throw error
      return alone(step)
    }
  }

  return {
    async reserve(call) {
      const result = await take({ kind: 'reserve', call })
      if (!('reserved' in result)) throw new DomainError('internal', 'a reservation was answered as a settlement')
      return result.reserved
    },
    async settle(call) {
      const result = await take({ kind: 'settle', call })
      if (!('outcome' in result)) throw new DomainError('internal', 'a settlement was answered as a reservation')
      return result.outcome
    },
  }
}
