import type { Price } from '@fyntrix/domain/llm-costs'
import type { ModelInfo } from '@pydantic/genai-prices'
import { type Condition, conditionOf } from './condition-of.ts'
import { ratesOf } from './rates.ts'

/** The only tier that the price data know. */
export const standard = 'standard'

/** A price of the price data; null where it may not be believed, with the reason. */
interface BookPrice extends Condition {
  readonly price: Price | null
  readonly reason: string | null
}

/** A model of the price data. Of its prices the last that holds is meant. */
export interface BookModel extends Pick<ModelInfo, 'id' | 'match'> {
  readonly prices: readonly BookPrice[]
}

/** A model with its prices in our words. `version` is that of the data, such as `genai-prices 0.1.8`; ids of prices begin with it, and stay the same. */
export const bookModelOf = (provider: string, version: string, { id, match, prices }: ModelInfo): BookModel => ({
  id,
  match,
  prices: (Array.isArray(prices) ? prices : [{ prices }]).map((conditional, i) => {
    const condition = conditionOf(conditional)
    const { effectiveFrom, daily } = condition
    const { rates, reason } = ratesOf(conditional.prices)
    const name = `${version.replace(' ', '@')}/${provider}/${id}#${i}`
    const price = rates && { id: name, provider, model: id, tier: standard, version, effectiveFrom, daily, rates }
    return { ...condition, price, reason }
  }),
})

/** The price that stands at an instant. */
export const priceAt = ({ prices }: BookModel, at: Date): BookPrice | undefined =>
  prices.findLast(({ holds }) => holds(at))

/** The prices that stand at some time of the UTC day of an instant. */
export const pricesOfDay = ({ prices }: BookModel, at: Date): readonly BookPrice[] => {
  const standing = prices.filter(({ daily, holds }) => daily !== null || holds(at))
  return standing.slice(
    Math.max(
      0,
      standing.findLastIndex(({ daily }) => daily === null),
    ),
  )
}
