import type { ServiceTier } from '@fyntrix/domain/llm-costs'
import type { ExtractPath } from '@pydantic/genai-prices'
import { textAt } from './at-path.ts'
import { tierNamed } from './tier-named.ts'

/** Where answers name the tier that served them: OpenAI and Groq, Anthropic and Mistral, Bedrock, Google. */
const places: readonly ExtractPath[] = [
  'service_tier',
  ['usage', 'service_tier'],
  ['serviceTier', 'type'],
  ['usageMetadata', 'trafficType'],
]

/**
 * The tier that an answer says it was served at; null where it says nothing. What Anthropic charges more for, fast output and processing within one country, makes
 * a tier of its own, such as `fast` or `geo-us`: the price data do not know what it costs.
 */
export const tierOf = (body: unknown): ServiceTier | null => {
  const named = places.flatMap((place) => textAt(body, place) ?? [])[0]
  const tier = named === undefined ? null : tierNamed(named)
  const speed = tierNamed(textAt(body, ['usage', 'speed']) ?? '')
  const geo = textAt(body, ['usage', 'inference_geo'])?.toLowerCase() ?? 'global'
  const extras = [
    ...(speed === 'standard' ? [] : [speed]),
    ...(geo === 'global' || geo === 'not_available' ? [] : [tierNamed(`geo-${geo}`)]),
  ]
  if (extras.length === 0) return tier
  return tierNamed([...(tier === null || tier === 'standard' ? [] : [tier]), ...extras].join('-'))
}
