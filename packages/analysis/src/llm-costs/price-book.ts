import type { Price, PriceBookEntry, PriceOverride, PriceQuery } from '@fyntrix/domain/llm-costs'
import type { Instant } from '@fyntrix/domain/shared'
import type { Provider } from '@pydantic/genai-prices'
import type { Asked } from './asked.ts'
import { bookLookupOf } from './book-lookup.ts'
import { priceAt, pricesOfDay, standard } from './book-model.ts'
import { overridesOf } from './overrides.ts'
import { remembering } from './remembering.ts'
import { isFree, worstRatesOf } from './worst-of.ts'

/** The prices of all models. */
export interface PriceBook {
  /** Our own price first, else the book's; null where neither has one. Other tiers than `standard` have only prices of our own. */
  find(asked: Asked): Price | null
  /**
   * For each unit the dearest rate, at any hour of the UTC day, of the provider's models; of all providers' where it is not known, has only free models, or says
   * nothing of the unit (requests excepted). What a model without a price is budgeted at and charged.
   */
  worstOf(provider: string, at: Instant): Pick<Price, 'rates'>
  /** What stands at an instant, our own prices first. */
  list(query: PriceQuery, at: Instant): PriceBookEntry[]
}

const day = 86_400_000
const days = 200

/** Makes a book of price data, such as `genai-prices 0.1.8`, and prices of our own. */
export const priceBookOf = (
  providers: readonly Provider[],
  version: string,
  overrides: readonly PriceOverride[] = [],
): PriceBook => {
  const book = bookLookupOf(providers, version)
  const ours = overridesOf(overrides)
  const worst = remembering<Pick<Price, 'rates'>>(days)

  const pricesOn = (begin: Date, wanted: (provider: string) => boolean): readonly Price[] => [
    ...ours.standing(begin, new Date(begin.getTime() + day - 1)).filter(({ provider }) => wanted(provider)),
    ...book.providers
      .filter(({ id }) => wanted(id))
      .flatMap(({ models }) => models.flatMap((model) => pricesOfDay(model, begin)))
      .flatMap(({ price }) => price ?? []),
  ]

  const worstOfAll = (begin: Date) =>
    worst(`all\n${begin.getTime()}`, () => ({ rates: worstRatesOf(pricesOn(begin, () => true)) }))

  return {
    find(asked) {
      const own = ours.find(asked)
      if (own || asked.tier !== standard) return own
      const model = book.find(asked.provider, asked.model)
      return (model && priceAt(model, new Date(asked.at))?.price) ?? null
    },
    worstOf(provider, at) {
      const begin = new Date(`${at.slice(0, 10)}T00:00:00Z`)
      return worst(`of\n${provider}\n${begin.getTime()}`, () => {
        const known = pricesOn(begin, (id) => id === provider)
        if (known.every(isFree)) return worstOfAll(begin)
        const { requests: _theirs, ...others } = worstOfAll(begin).rates
        return { rates: { ...others, ...worstRatesOf(known) } }
      })
    },
    list({ provider, model = '', limit }, at) {
      const now = new Date(at)
      const wanted = (one: Pick<PriceBookEntry, 'provider' | 'model'>) =>
        (provider === undefined || one.provider === provider) && one.model.toLowerCase().includes(model.toLowerCase())
      const own = ours
        .standing(now, now)
        .map((price) => ({ provider: price.provider, model: price.model, price, unpriced: null }))
      const theirs = book.providers.flatMap(({ id, models }) =>
        models.map((one) => {
          const held = priceAt(one, now)
          const unpriced = held ? held.reason : 'it has no price yet'
          return { provider: id, model: one.id, price: held?.price ?? null, unpriced }
        }),
      )
      return [...own, ...theirs].filter(wanted).slice(0, limit)
    },
  }
}
