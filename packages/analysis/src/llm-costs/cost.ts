import { inputUnits, type Price, type Usage, type UsageUnit, Usd, usageUnits } from '@fyntrix/domain/llm-costs'
import { Big, rateOf, usdAt } from './rate-of.ts'

/** Units for which a provider takes nothing unless its price says so. */
const freeWithoutRate: readonly UsageUnit[] = ['requests']
const decimals = 12

/** Units of a usage that a price says nothing about. */
export const unpricedOf = (usage: Usage, price: Pick<Price, 'rates'>): readonly UsageUnit[] =>
  usageUnits.filter((unit) => (usage[unit] ?? 0) > 0 && !freeWithoutRate.includes(unit) && !rateOf(price, unit))

/** Sum of the input tokens of a usage, cached or not. */
export const inputTokensOf = (usage: Usage): number => inputUnits.reduce((sum, unit) => sum + (usage[unit] ?? 0), 0)

/** What a unit of a usage costs: `count` of it at `rateUsd` for `per`, which is the rate of the unit `pricedAs`. */
export interface CostPart {
  readonly usd: Usd
  readonly count: number
  readonly rateUsd: string
  readonly per: number
  readonly pricedAs: UsageUnit
}

export interface CostOf {
  /** Rounded once, half to even, to 10⁻¹² USD. */
  readonly usd: Usd
  /**
   * The units that were used. Their amounts add up to `usd`: each is what it adds to the rounded sum of those before it, in the order of the units, so it is less
   * than 10⁻¹² USD away from its exact amount.
   */
  readonly parts: Readonly<Partial<Record<UsageUnit, CostPart>>>
  /** Units that were used and for which the price says nothing: their cost is not in the sum. */
  readonly unpriced: readonly UsageUnit[]
}

/**
 * What a usage costs at a price. With more than `above` input tokens in all, cached ones included, every token of a unit costs what its tier says: the rule of
 * genai-prices 0.1.8, whose tiers begin above their `start`.
 */
export const costOf = (usage: Usage, price: Pick<Price, 'rates'>): CostOf => {
  const inputTokens = inputTokensOf(usage)
  const parts: Partial<Record<UsageUnit, CostPart>> = {}
  let exact = new Big(0)
  let rounded = new Big(0)
  for (const unit of usageUnits) {
    const count = usage[unit] ?? 0
    const found = count > 0 ? rateOf(price, unit) : null
    if (found === null) continue
    const { rate, of: pricedAs } = found
    const rateUsd = usdAt(rate, inputTokens)
    exact = exact.plus(new Big(rateUsd).times(count).div(rate.per))
    const upToHere = exact.round(decimals, Big.roundHalfEven)
    const usd = Usd.parse(upToHere.minus(rounded).toFixed(decimals))
    parts[unit] = { usd, count, rateUsd, per: rate.per, pricedAs }
    rounded = upToHere
  }
  return { usd: Usd.parse(rounded.toFixed(decimals)), parts, unpriced: unpricedOf(usage, price) }
}
