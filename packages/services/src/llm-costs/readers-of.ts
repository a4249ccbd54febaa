import { type PriceData, upperTokensOf, usageOf } from '@fyntrix/analysis'
import type { LlmEndpoint } from './endpoint.ts'
import type { UpperTokensOf, UsageOf } from './readers.ts'

/** What names something that lies elsewhere, so that the bytes of the request do not bound it. */
const elsewhere = new Set([
  'image_url',
  'file_id',
  'file_url',
  'video_url',
  'previous_response_id',
  'conversation',
  'input_audio',
])

const namesElsewhere = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(namesElsewhere)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => (elsewhere.has(key) && inner !== null) || namesElsewhere(inner))
}

const messagesOf = (request: unknown): number => {
  const list = typeof request === 'object' && request !== null && 'messages' in request ? request.messages : undefined
  return Array.isArray(list) ? list.length : 1
}

/** How the price data name what an endpoint answers; the first that the provider has is meant. */
const flavors: Readonly<Record<LlmEndpoint, string>> = {
  chat: 'chat',
  completions: 'chat',
  responses: 'responses',
  embeddings: 'embeddings',
}

/** Reads usages and bounds prompts as the data of a provider say; of a provider that they do not know, as they say of OpenAI. */
export const readersOf = (
  { providers }: PriceData,
  provider: string,
): { readonly usageOf: UsageOf; readonly upperTokensOf: UpperTokensOf } => {
  const known = providers.find(({ id }) => id === provider) ?? providers.find(({ id }) => id === 'openai')
  const has = (flavor: string) => (known?.extractors ?? []).some(({ api_flavor }) => api_flavor === flavor)
  return {
    usageOf: (endpoint, body) => {
      const flavor = flavors[endpoint]
      return usageOf(known ?? {}, body, has(flavor) ? flavor : undefined).usage
    },
    upperTokensOf: (request) => (namesElsewhere(request) ? null : upperTokensOf(request, messagesOf(request))),
  }
}
