import type {
  Price,
  PriceBookEntry,
  PriceOverride,
  PriceQuery,
  ServiceTier,
  UsageUnit,
} from '@fyntrix/domain/llm-costs'
import type { Instant } from '@fyntrix/domain/shared'
import type { ConditionalPrice, ModelInfo, Provider } from '@pydantic/genai-prices'
import { Big } from 'big.js'
import { matches } from './matching.ts'
import { ratesOf } from './rates.ts'

/** A model at an instant. */
export interface Asked {
  readonly provider: string
  readonly model: string
  readonly tier: ServiceTier
  readonly at: Instant
}

/** The prices of all models. */
export interface PriceBook {
  /** Our own price first, else the book's; null where neither has one. Other tiers than `standard` have only prices of our own. */
  find(asked: Asked): Price | null
  /** For each unit the dearest rate of the provider's models, of all providers where it is not known: what an unknown model is budgeted at. */
  worstOf(provider: string, at: Instant): Pick<Price, 'rates'>
  /** What stands at an instant, our own prices first. */
  list(query: PriceQuery, at: Instant): PriceBookEntry[]
}

interface BookPrice {
  readonly holds: (at: Date) => boolean
  readonly price: Price | null
  readonly reason: string | null
}

interface BookModel {
  readonly id: string
  readonly match: ModelInfo['match']
  /** The last that holds is meant. */
  readonly prices: readonly BookPrice[]
}

interface BookProvider {
  readonly id: string
  readonly models: readonly BookModel[]
  readonly fallbacks: readonly string[]
}

const standard = 'standard'
const secondsOfDay = (at: Date): number => at.getUTCHours() * 3_600 + at.getUTCMinutes() * 60 + at.getUTCSeconds()
const secondsOf = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.replace('Z', '').split(':').map(Number)
  return hours * 3_600 + minutes * 60 + seconds
}

const conditionOf = ({
  constraint,
}: ConditionalPrice): { holds: (at: Date) => boolean } & Pick<Price, 'effectiveFrom' | 'daily'> => {
  if (constraint === undefined) return { holds: () => true, effectiveFrom: null, daily: null }
  if (constraint.type === 'start_date') {
    const from = new Date(constraint.start_date)
    return { holds: (at) => at >= from, effectiveFrom: from.toISOString(), daily: null }
  }
  const [begin, end] = [secondsOf(constraint.start_time), secondsOf(constraint.end_time)]
  const holds = (at: Date) => {
    const now = secondsOfDay(at)
    return begin <= end ? begin <= now && now < end : now >= begin || now < end
  }
  return {
    holds,
    effectiveFrom: null,
    daily: { from: constraint.start_time.slice(0, 5), to: constraint.end_time.slice(0, 5) },
  }
}

const modelOf = (provider: string, version: string, { id, match, prices }: ModelInfo): BookModel => ({
  id,
  match,
  prices: (Array.isArray(prices) ? prices : [{ prices }]).map((conditional, i) => {
    const { holds, effectiveFrom, daily } = conditionOf(conditional)
    const { rates, reason } = ratesOf(conditional.prices)
    const name = `${version.replace(' ', '@')}/${provider}/${id}#${i}`
    const price = rates && { id: name, provider, model: id, tier: standard, version, effectiveFrom, daily, rates }
    return { holds, price, reason }
  }),
})

const priceAt = ({ prices }: BookModel, at: Date): BookPrice | undefined => prices.findLast(({ holds }) => holds(at))

const fromOverride = ({ id, provider, model, tier, effectiveFrom, rates }: PriceOverride): Price => ({
  id,
  provider,
  model,
  tier,
  version: 'override',
  effectiveFrom,
  daily: null,
  rates,
})

const perUnit = ({ usd, per, tiers }: NonNullable<Price['rates'][UsageUnit]>): Big =>
  [usd, ...tiers.map((tier) => tier.usd)]
    .map((one) => new Big(one).div(per))
    .reduce((most, one) => (one.gt(most) ? one : most))

const dearest = (all: readonly Price[]): Pick<Price, 'rates'> => {
  const rates: Price['rates'] = {}
  for (const price of all)
    for (const [unit, rate] of Object.entries(price.rates) as [UsageUnit, NonNullable<Price['rates'][UsageUnit]>][]) {
      const known = rates[unit]
      if (known === undefined || perUnit(rate).gt(perUnit(known))) rates[unit] = rate
    }
  return { rates }
}

/** Makes a book of price data, such as `genai-prices 0.1.8`, and prices of our own. Looking a model up is quick: what was found is remembered. */
export const priceBookOf = (
  providers: readonly Provider[],
  version: string,
  overrides: readonly PriceOverride[] = [],
): PriceBook => {
  const book: BookProvider[] = providers.map(({ id, models, fallback_model_providers = [] }) => ({
    id,
    models: models.map((model) => modelOf(id, version, model)),
    fallbacks: fallback_model_providers,
  }))
  const byId = new Map(book.map((provider) => [provider.id, provider]))
  const found = new Map<string, BookModel | null>()
  const worst = new Map<string, Pick<Price, 'rates'>>()

  const modelOfName = (provider: string, model: string): BookModel | null => {
    const key = `${provider}\n${model}`
    const known = found.get(key)
    if (known !== undefined) return known
    const own = byId.get(provider)
    const places = own ? [own, ...own.fallbacks.flatMap((id) => byId.get(id) ?? [])] : []
    const hit = places.flatMap(({ models }) => models.find(({ match }) => matches(match, model)) ?? [])[0] ?? null
    found.set(key, hit)
    return hit
  }

  const ours = ({ provider, model, tier, at }: Asked): PriceOverride | undefined =>
    overrides
      .filter((one) => one.provider === provider && one.model === model && one.tier === tier && one.effectiveFrom <= at)
      .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
      .at(-1)

  return {
    find(asked) {
      const own = ours(asked)
      if (own) return fromOverride(own)
      if (asked.tier !== standard) return null
      const model = modelOfName(asked.provider, asked.model)
      return (model && priceAt(model, new Date(asked.at))?.price) ?? null
    },
    worstOf(provider, at) {
      const key = `${provider}\n${at.slice(0, 10)}`
      const known = worst.get(key)
      if (known) return known
      const own = byId.get(provider)
      const among = own ? [own] : book
      // whatever holds at some time of the day: a worst case knows no hour
      const day = Date.parse(`${at.slice(0, 10)}T00:00:00.000Z`)
      const hours = Array.from({ length: 24 }, (_, hour) => new Date(day + hour * 3_600_000))
      const prices = among.flatMap(({ models }) =>
        models.flatMap((model) => {
          const at24 = model.prices.length === 1 ? hours.slice(0, 1) : hours
          return at24.flatMap((hour) => priceAt(model, hour)?.price ?? [])
        }),
      )
      const own24 = overrides.filter((one) => !own || one.provider === provider).map(fromOverride)
      const rates = dearest([...prices, ...own24])
      worst.set(key, rates)
      return rates
    },
    list({ provider, model = '', limit }, at) {
      const wanted = (one: { readonly provider: string; readonly model: string }) =>
        (provider === undefined || one.provider === provider) && one.model.toLowerCase().includes(model.toLowerCase())
      const now = new Date(at)
      const own = overrides
        .filter((one) => one.effectiveFrom <= at)
        .map((one) => ({ provider: one.provider, model: one.model, price: fromOverride(one), unpriced: null }))
      const theirs = book.flatMap(({ id, models }) =>
        models.map((one) => {
          const held = priceAt(one, now)
          return {
            provider: id,
            model: one.id,
            price: held?.price ?? null,
            unpriced: held ? held.reason : 'it has no price yet',
          }
        }),
      )
      return [...own, ...theirs].filter(wanted).slice(0, limit)
    },
  }
}
