import { type PriceData, upperTokensOf, usageOf } from '@fyntrix/analysis'
import type { LlmEndpoint } from './endpoint.ts'
import type { UpperTokensOf, UsageOf } from './readers.ts'

/** What names something that lies elsewhere, so that the bytes of the request do not bound it. */
const elsewhere = new Set(['file_id', 'file_url', 'previous_response_id', 'conversation'])
/** Kinds of content whose tokens do not follow from their bytes. */
const notText = /image|audio|video|file|document/

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isUnbounded = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(isUnbounded)
  if (!isObject(value)) return false
  if (typeof value['type'] === 'string' && notText.test(value['type'])) return true
  return Object.entries(value).some(([key, inner]) => (elsewhere.has(key) && inner !== null) || isUnbounded(inner))
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 1)

const upperInputOf: UpperTokensOf = (request) => {
  if (!isObject(request)) return null
  // schemas of tools may speak of files without holding any
  const { tools: _tools, response_format: _format, text: _text, responseFormat: _own, ...content } = request
  if (isUnbounded(content)) return null
  return upperTokensOf(
    request,
    lengthOf(request['messages']) + lengthOf(request['input']) + lengthOf(request['prompt']),
  )
}

/** How the price data name what an endpoint answers. */
const flavors: Readonly<Record<LlmEndpoint, string>> = {
  chat: 'chat',
  completions: 'chat',
  responses: 'responses',
  embeddings: 'embeddings',
}

/**
 * Reads usages as the data of a provider say, and as they say of OpenAI, whose API it is, where they do not describe the provider's answers. Bounds requests of that
 * API and prompts of the AI SDK by their bytes; those with images, sound or files are not bounded.
 */
export const readersOf = (
  { providers }: Pick<PriceData, 'providers'>,
  provider: string,
): { readonly usageOf: UsageOf; readonly upperTokensOf: UpperTokensOf } => {
  const extractorsOf = (name: string) => providers.find(({ id }) => id === name)?.extractors ?? []
  const [own, openAi] = [extractorsOf(provider), extractorsOf('openai')]
  return {
    usageOf: (endpoint, body) => {
      const flavor = flavors[endpoint]
      const tried = [[own, flavor] as const, [own, 'default'] as const]
      const [extractors, known] = tried.find(([some, name]) => some.some((one) => one.api_flavor === name)) ?? [
        openAi,
        flavor,
      ]
      return usageOf({ extractors }, body, known).usage
    },
    upperTokensOf: upperInputOf,
  }
}
