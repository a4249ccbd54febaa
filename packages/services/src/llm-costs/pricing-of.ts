import { costOf, type PriceData, priceBookOf, worstCaseOf } from '@fyntrix/analysis'
import type { PriceOverride } from '@fyntrix/domain/llm-costs'
import type { Pricing } from './pricing.ts'

/** No provider has this name: the dearest of all is meant. */
const anybody = ''

/** Prices from a package's data, those of our own before them. */
export const pricingOf =
  ({ providers, version }: PriceData) =>
  (overrides: readonly PriceOverride[]): Pricing => {
    const book = priceBookOf(providers, version, overrides)
    return {
      worstCase: ({ inputTokens, outputTokens, searches, ...asked }) =>
        worstCaseOf(book.find(asked) ?? book.worstOf(asked.provider, asked.at), {
          inputTokens,
          outputTokens,
          searches,
        }),
      cost({ usage, ...asked }) {
        const price = book.find(asked)
        if (price !== null) {
          const { usd, unpriced } = costOf(usage, price)
          if (unpriced.length === 0) return { usd, basis: 'price', price }
        }
        const worst = book.worstOf(asked.provider, asked.at)
        const rates = { ...book.worstOf(anybody, asked.at).rates, ...worst.rates, ...price?.rates }
        return { usd: costOf(usage, { rates }).usd, basis: 'worst-price', price: null }
      },
      list: (query, at) => book.list(query, at),
    }
  }
