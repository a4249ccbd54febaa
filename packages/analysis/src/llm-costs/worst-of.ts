import { type Price, type Rate, type UsageUnit, usageUnits } from '@fyntrix/domain/llm-costs'
import { Big, rateOf, usdAt } from './rate-of.ts'

const digits = 20

const dearer = (one: Rate, other: Rate): Rate => (new Big(one.usd).gt(other.usd) ? one : other)

/** The rates that may count: of those without tiers, and for as many, only the dearest. */
const contenders = (rates: readonly Rate[]): readonly Rate[] => {
  const flat = Map.groupBy(
    rates.filter(({ tiers }) => tiers.length === 0),
    ({ per }) => per,
  )
  const tiered = new Map(rates.filter(({ tiers }) => tiers.length > 0).map((rate) => [JSON.stringify(rate), rate]))
  return [...tiered.values(), ...[...flat.values()].map((all) => all.reduce(dearer))]
}

/** A rate that is nowhere below any of some: their steps laid over each other. Rounded up where a price per unit never ends. */
const above = (rates: readonly Rate[]): Rate => {
  const among = contenders(rates)
  const per = Math.max(...among.map((rate) => rate.per))
  const most = (inputTokens: number) =>
    among
      .map((rate) => new Big(usdAt(rate, inputTokens)).times(per).div(rate.per))
      .reduce((dearest, usd) => (usd.gt(dearest) ? usd : dearest))
      .round(digits, Big.roundUp)
      .toFixed()
  const starts = new Set(among.flatMap(({ tiers }) => tiers.map((tier) => tier.above)))
  const steps = [...starts].toSorted((a, b) => a - b)
  return { usd: most(0), per, tiers: steps.map((step) => ({ above: step, usd: most(step + 1) })) }
}

/** Whether a price takes nothing for anything. */
export const isFree = ({ rates }: Pick<Price, 'rates'>): boolean =>
  Object.values(rates).every(({ usd, tiers }) =>
    [usd, ...tiers.map((tier) => tier.usd)].every((one) => !/[1-9]/.test(one)),
  )

/** For each unit a rate at which no usage costs less than at any of the prices. A unit that only some of them price is taken from those. */
export const worstRatesOf = (prices: readonly Pick<Price, 'rates'>[]): Price['rates'] => {
  const rates: Price['rates'] = {}
  for (const unit of usageUnits) {
    const all = prices.flatMap((price) => rateOf(price, unit)?.rate ?? [])
    if (all.length > 0) rates[unit] = above(all)
  }
  return rates
}

/**
 * A price with rates also for what it says nothing about, from the worst that is known of its provider. A missing rate for requests stays missing: they are free
 * then.
 */
export const completedBy = (price: Pick<Price, 'rates'>, worst: Pick<Price, 'rates'>): Pick<Price, 'rates'> => {
  const missing = (unit: UsageUnit) => unit !== 'requests' && rateOf(price, unit) === null
  const rates = Object.fromEntries(usageUnits.filter(missing).map((unit) => [unit, worst.rates[unit]]))
  return { rates: { ...rates, ...price.rates } }
}
