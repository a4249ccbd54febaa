import type { Provider } from '@pydantic/genai-prices'
import { type BookModel, bookModelOf } from './book-model.ts'
import { matches, namesOf } from './matching.ts'
import { remembering } from './remembering.ts'

interface BookProvider {
  readonly id: string
  readonly models: readonly BookModel[]
  /** Providers whose models it serves as well. */
  readonly fallbacks: readonly string[]
}

/** The models of the price data. */
export interface BookLookup {
  readonly providers: readonly BookProvider[]
  /** The model that a name means at a provider; null where it knows none. */
  find(provider: string, model: string): BookModel | null
}

const names = 20_000

/** Arranges price data. A name means the first model that it fits: of the provider, then of those whose models it serves; finding is remembered. */
export const bookLookupOf = (data: readonly Provider[], version: string): BookLookup => {
  const providers = data.map(({ id, models, fallback_model_providers: fallbacks = [] }) => ({
    id,
    models: models.map((model) => bookModelOf(id, version, model)),
    fallbacks,
  }))
  const byId = new Map(providers.map((provider) => [provider.id, provider]))
  const found = remembering<{ readonly model: BookModel | null }>(names)

  const search = (provider: string, model: string): BookModel | null => {
    const own = byId.get(provider)
    if (!own) return null
    const places = [own, ...own.fallbacks.flatMap((id) => byId.get(id) ?? [])]
    for (const name of namesOf(model))
      for (const { models } of places) {
        const hit = models.find(({ match }) => matches(match, name))
        if (hit) return hit
      }
    return null
  }

  return {
    providers,
    find: (provider, model) => found(`${provider}\n${model}`, () => ({ model: search(provider, model) })).model,
  }
}
