import type { Price, PriceOverride } from '@fyntrix/domain/llm-costs'
import type { Asked } from './asked.ts'

/** Prices of our own by model and tier. */
export interface Overrides {
  /** The newest that stands at an instant; null where there is none. */
  find(asked: Asked): Price | null
  /** All that stand at some time of a span, both ends inclusive. */
  standing(from: Date, to: Date): readonly Price[]
}

const priceOf = ({ id, provider, model, tier, effectiveFrom, rates }: PriceOverride): Price => ({
  id,
  provider,
  model,
  tier,
  version: 'override',
  effectiveFrom,
  daily: null,
  rates,
})

const keyOf = ({ provider, model, tier }: Omit<Asked, 'at'>): string => `${provider}\n${model}\n${tier}`

/** Orders prices of our own. Names are exact. */
export const overridesOf = (overrides: readonly PriceOverride[]): Overrides => {
  const byTime = overrides
    .map((one) => ({ key: keyOf(one), since: Date.parse(one.effectiveFrom), price: priceOf(one) }))
    .toSorted((a, b) => a.since - b.since)
  const byKey = Map.groupBy(byTime, ({ key }) => key)
  return {
    find(asked) {
      const known = byKey.get(keyOf(asked))
      if (!known) return null
      const at = Date.parse(asked.at)
      return known.findLast(({ since }) => since <= at)?.price ?? null
    },
    standing(from, to) {
      const inSpan = [...byKey.values()].flatMap((all) => {
        const first = all.findLastIndex(({ since }) => since <= from.getTime())
        return all.slice(Math.max(0, first)).filter(({ since }) => since <= to.getTime())
      })
      return inSpan.map(({ price }) => price)
    },
  }
}
