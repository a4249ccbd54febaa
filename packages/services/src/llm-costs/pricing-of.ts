import { completedBy, costOf, type PriceData, priceBookOf, worstCaseOf } from '@fyntrix/analysis'
import type { PriceOverride } from '@fyntrix/domain/llm-costs'
import type { Priced, Pricing } from './pricing.ts'

/** Prices from a package's data, those of our own before them. What a price says nothing about costs the worst that is known of its provider. */
export const pricingOf =
  ({ providers, version }: PriceData) =>
  (overrides: readonly PriceOverride[]): Pricing => {
    const book = priceBookOf(providers, version, overrides)
    const priceOf = ({ provider, model, tier, at }: Priced) => {
      const price = book.find({ provider, model, tier, at })
      const worst = book.worstOf(provider, at)
      return { price, complete: price ? completedBy(price, worst) : worst }
    }
    return {
      worstCase: ({ inputTokens, outputTokens, searches, ...asked }) =>
        worstCaseOf(priceOf(asked).complete, { inputTokens, outputTokens, searches }),
      cost({ usage, ...asked }) {
        const { price, complete } = priceOf(asked)
        const { usd } = costOf(usage, complete)
        const known = price !== null && costOf(usage, price).unpriced.length === 0
        return known ? { usd, basis: 'price', price } : { usd, basis: 'worst-price', price: null }
      },
      list: (query, at) => book.list(query, at),
    }
  }
