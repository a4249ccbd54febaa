import { type ServiceTier, Usage } from '@fyntrix/domain/llm-costs'
import type { Provider } from '@pydantic/genai-prices'
import { textAt } from './at-path.ts'
import { knownCounts, laidApart } from './laid-apart.ts'
import { type Counts, type Reading, readCounts } from './read-counts.ts'
import { tierOf } from './tier-of.ts'

/** What a provider told of a call. `usage` is null where it cannot be believed, and `reason` says why. Totals are the provider's. */
export interface Told {
  readonly model: string | null
  readonly tier: ServiceTier | null
  readonly usage: Usage | null
  readonly inputTokens: number
  readonly outputTokens: number
  readonly reason: string | null
}

/** The parts of a usage, or why they cannot be believed. */
const partsOf = (counts: Counts | null): Pick<Told, 'usage' | 'reason'> => {
  const without = (reason: string) => ({ usage: null, reason })
  if (counts === null) return without('a field of the usage is no count')
  const unknown = Object.keys(counts).find((name) => !knownCounts.has(name))
  if (unknown !== undefined) return without(`the usage has ${unknown}, which is not known here`)
  const used = Object.entries(laidApart(counts)).filter(([, count]) => count !== 0)
  const usage = Usage.safeParse(Object.fromEntries(used)).data
  return usage
    ? { usage, reason: null }
    : without('the parts of the usage are more than the whole, or no whole numbers')
}

const best = (readings: readonly Reading[]): Reading | undefined =>
  readings.reduce<Reading | undefined>((most, one) => (most && most.fields >= one.fields ? most : one), undefined)

/**
 * The usage that the body of an answer tells, as parts that share nothing and add up to the provider's totals. `flavor` names the API, such as `chat` or `responses`;
 * without it the one is taken of which most fields are there. What contradicts itself, such as more cached tokens than tokens, is charged neither twice nor in
 * part: its usage is null. Only what the usage tells is seen: searches or tools that it leaves out are not.
 */
export const usageOf = ({ extractors = [] }: Pick<Provider, 'extractors'>, body: unknown, flavor?: string): Told => {
  const tier = tierOf(body)
  const apis = extractors.filter(({ api_flavor }) => flavor === undefined || api_flavor === flavor)
  const reading = best(apis.flatMap((extractor) => readCounts(body, extractor) ?? []))
  if (!reading) {
    const reason = apis.length === 0 ? 'how the provider tells usages is not known' : 'the answer tells no usage'
    return { model: null, tier, usage: null, inputTokens: 0, outputTokens: 0, reason }
  }
  const { extractor, counts } = reading
  return {
    model: textAt(body, extractor.model_path),
    tier,
    inputTokens: counts?.['input_tokens'] ?? 0,
    outputTokens: counts?.['output_tokens'] ?? 0,
    ...partsOf(counts),
  }
}
