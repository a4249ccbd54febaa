import type { ServiceTier } from '@fyntrix/domain/llm-costs'

const standardNames = new Set([
  '',
  'default',
  'standard',
  'auto',
  'on_demand',
  'unspecified',
  'traffic_type_unspecified',
])
const longest = 40

/** A tier of service by the name that a provider gives it, such as OpenAI's `default`, Groq's `on_demand` or Google's `ON_DEMAND_PRIORITY`. */
export const tierNamed = (name: string): ServiceTier => {
  const slug = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '_')
    .slice(0, longest)
  return standardNames.has(slug) ? 'standard' : slug.replace(/^on_demand_/, '')
}
