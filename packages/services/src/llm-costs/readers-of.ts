import { type PriceData, upperTokensOf, usageOf } from '@fyntrix/analysis'
import type { LlmEndpoint } from './endpoint.ts'
import type { UpperTokensOf, UsageOf } from './readers.ts'

/** How the price data name what an endpoint answers. */
const flavors: Readonly<Record<LlmEndpoint, string>> = {
  chat: 'chat',
  completions: 'chat',
  responses: 'responses',
  embeddings: 'embeddings',
}

/** Reads usages and bounds prompts as the data of a provider say; where they say nothing of an endpoint, as they say of OpenAI, whose API it is. */
export const readersOf = (
  { providers }: Pick<PriceData, 'providers'>,
  provider: string,
): { readonly usageOf: UsageOf; readonly upperTokensOf: UpperTokensOf } => {
  const of = (name: string) => ({ extractors: providers.find(({ id }) => id === name)?.extractors ?? [] })
  const [own, openai] = [of(provider), of('openai')]
  return {
    usageOf: (endpoint, body) => {
      const flavor = flavors[endpoint]
      const has = own.extractors.some(({ api_flavor }) => api_flavor === flavor)
      if (has) return usageOf(own, body, flavor).usage
      return usageOf(own, body).usage ?? usageOf(openai, body, flavor).usage
    },
    upperTokensOf,
  }
}
