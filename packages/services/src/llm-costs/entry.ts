import {
  inputUnits,
  type LlmRequest,
  outputUnits,
  type PlannedCall,
  type Usage,
  type UsageUnit,
  Usd,
} from '@fyntrix/domain/llm-costs'
import type { CallEnd } from './meter.ts'
import type { Pricing } from './pricing.ts'

const sumOf = (usage: Usage | null, units: readonly UsageUnit[]): number =>
  units.reduce((sum, unit) => sum + (usage?.[unit] ?? 0), 0)

const free = Usd.parse('0')
const longestError = 500

interface Ended {
  readonly call: PlannedCall
  /** What was reserved: the most that it can have cost. */
  readonly amountUsd: Usd
  readonly end: Omit<CallEnd, 'status'> & { readonly status: LlmRequest['status'] }
  readonly latencyMs: number | null
  /** Needed where a usage is known. */
  readonly pricing?: Pricing
}

const costOf = ({ call, amountUsd, end, pricing }: Ended) => {
  if (end.charge === 'nothing') return { usd: free, basis: 'free', price: null } as const
  if (end.charge === 'unknown' || end.usage === null || pricing === undefined)
    return { usd: amountUsd, basis: 'worst-case', price: null } as const
  const { provider, modelAsked, at } = call
  const [model, tier] = [end.modelServed ?? modelAsked, end.tier ?? 'standard']
  return pricing.cost({ provider, model, tier, at, usage: end.usage })
}

/** The row of the ledger for a call that ended. Without a usage, unless nothing is charged, it counts at its worst case. */
export const entryOf = (ended: Ended): LlmRequest => {
  const { call, end, latencyMs } = ended
  const { usd, basis, price } = costOf(ended)
  return {
    ...call,
    modelServed: end.modelServed,
    tier: end.tier,
    status: end.status,
    usage: end.usage,
    inputTokens: sumOf(end.usage, inputUnits),
    outputTokens: sumOf(end.usage, outputUnits),
    costUsd: usd,
    costBasis: basis,
    priceId: price?.id ?? null,
    priceVersion: price?.version ?? null,
    priceFrom: price?.effectiveFrom ?? null,
    latencyMs,
    error: end.error?.slice(0, longestError) ?? null,
  }
}
