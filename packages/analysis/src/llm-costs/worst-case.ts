import { inputUnits, outputUnits, type Price, type UsageUnit, Usd } from '@fyntrix/domain/llm-costs'
import { Big, rateOf } from './rate-of.ts'

/** What a call may use at most. Tokens are those of a direction in all; searches those of the web and of a storage together. */
export interface Bounds {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly searches: number
}

const decimals = 12

/** USD of the dearest that so many may turn out to be, at any tier that a call with up to so many input tokens can reach. */
const dearestOf = (price: Pick<Price, 'rates'>, units: readonly UsageUnit[], count: number, inputTokens: number): Big =>
  units.reduce((dearest, unit) => {
    const rate = rateOf(price, unit)?.rate
    if (!rate) return dearest
    // a tier may be cheaper than what is below it, so that fewer tokens cost more
    const reached = [rate, ...rate.tiers.filter(({ above }) => inputTokens > above)]
    return reached.reduce((most, { usd }) => {
      const amount = new Big(usd).times(count).div(rate.per)
      return amount.gt(most) ? amount : most
    }, dearest)
  }, new Big(0))

/**
 * The most that one request within bounds can cost at a price: each token as the dearest kind that it may turn out to be, written into a cache included. Rounded
 * up to 10⁻¹² USD. What has no rate adds nothing, so the price must be `completedBy` the worst. Pages, messages and lengths of sound are not covered.
 */
export const worstCaseOf = (price: Pick<Price, 'rates'>, { inputTokens, outputTokens, searches }: Bounds): Usd => {
  const sum = dearestOf(price, inputUnits, inputTokens, inputTokens)
    .plus(dearestOf(price, outputUnits, outputTokens, inputTokens))
    .plus(dearestOf(price, ['webSearches', 'storageSearches'], searches, inputTokens))
    .plus(dearestOf(price, ['requests'], 1, inputTokens))
  return Usd.parse(sum.toFixed(decimals, Big.roundUp))
}
