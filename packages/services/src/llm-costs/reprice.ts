import type { Correction } from '@fyntrix/db/llm-costs'
import type { Database } from '@fyntrix/db/shared'
import type { LlmRequest, RepriceReport } from '@fyntrix/domain/llm-costs'
import type { Instant } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import { usdOf } from './budget-state.ts'
import type { Pricing } from './pricing.ts'

interface Repricing {
  readonly db: Database
  readonly pricing: Pricing
  readonly from: Instant
  readonly to: Instant
  /** Without it nothing is changed. */
  readonly apply: boolean
  readonly signal?: AbortSignal | undefined
}

const batch = 500

/** What a call costs at today's knowledge of the prices of its time, where that is something else. */
const correctionOf = (call: LlmRequest, pricing: Pricing): Correction | undefined => {
  // what an invoice says stands above any price
  if (call.usage === null || call.costBasis === 'invoice' || call.costBasis === 'free') return undefined
  const { id, at, provider, modelAsked, modelServed, tier, usage } = call
  const { usd, basis, price } = pricing.cost({
    provider,
    model: modelServed ?? modelAsked,
    tier: tier ?? 'standard',
    at,
    usage,
  })
  const [priceId, priceVersion, priceFrom] = [price?.id ?? null, price?.version ?? null, price?.effectiveFrom ?? null]
  if (usd === call.costUsd && basis === call.costBasis && priceId === call.priceId) return undefined
  return { id, at, costUsd: usd, costBasis: basis, priceId, priceVersion, priceFrom }
}

/** Prices the calls of a time again, each at the price of its own instant, and tells what differs. May be repeated, and go on after a crash. */
export const reprice = async ({ db, pricing, from, to, apply, signal }: Repricing): Promise<RepriceReport> => {
  const models = new Map<string, { provider: string; model: string; calls: number; before: Big; after: Big }>()
  let calls = 0
  let page: LlmRequest | undefined
  for (;;) {
    signal?.throwIfAborted()
    const some = await db.repositories().llmCalls.after('with-usage', { from, to, after: page, limit: batch })
    const corrections = some.flatMap((call) => {
      const correction = correctionOf(call, pricing)
      return correction ? [{ call, correction }] : []
    })
    for (const { call, correction } of corrections) {
      const { provider, modelAsked, modelServed } = call
      const model = modelServed ?? modelAsked
      const key = `${provider}/${model}`
      const sums = models.get(key) ?? { provider, model, calls: 0, before: new Big(0), after: new Big(0) }
      models.set(key, {
        ...sums,
        calls: sums.calls + 1,
        before: sums.before.plus(call.costUsd),
        after: sums.after.plus(correction.costUsd),
      })
    }
    if (apply && corrections.length > 0)
      await db.repositories().llmCalls.correct(corrections.map(({ correction }) => correction))
    calls += some.length
    page = some.at(-1)
    if (some.length < batch) break
  }
  const all = [...models.values()]
  const total = (pick: (one: (typeof all)[number]) => Big) =>
    usdOf(all.reduce((sum, one) => sum.plus(pick(one)), new Big(0)))
  return {
    calls,
    changed: all.reduce((sum, one) => sum + one.calls, 0),
    beforeUsd: total(({ before }) => before),
    afterUsd: total(({ after }) => after),
    models: all.map(({ before, after, ...one }) => ({ ...one, beforeUsd: usdOf(before), afterUsd: usdOf(after) })),
    applied: apply,
  }
}
