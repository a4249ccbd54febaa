import { inputUnits, outputUnits, Usage, type UsageUnit } from '@fyntrix/domain/llm-costs'
import type { ExtractPath, Provider, UsageExtractor } from '@pydantic/genai-prices'
import { matches } from './matching.ts'

/** What a provider told of a call. `usage` is null where it cannot be believed, and `reason` says why. Totals are the provider's. */
export interface Told {
  readonly model: string | null
  readonly tier: string | null
  readonly usage: Usage | null
  readonly inputTokens: number
  readonly outputTokens: number
  readonly reason: string | null
}

type Counts = Readonly<Record<string, number>>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What lies at a path; a step that is a rule means the first element of a list that fits it. */
const at = (body: unknown, path: ExtractPath): unknown => {
  let value = body
  for (const step of typeof path === 'string' ? [path] : path) {
    if (typeof step === 'string') value = isObject(value) ? value[step] : undefined
    else {
      const { field, match } = step
      value = Array.isArray(value)
        ? value.find((one) => isObject(one) && typeof one[field] === 'string' && matches(match, one[field]))
        : undefined
    }
  }
  return value
}

const countsOf = (usage: unknown, { mappings }: UsageExtractor): Counts | null => {
  const counts: Record<string, number> = {}
  for (const { path, dest, required } of mappings) {
    const value = at(usage, path)
    if (typeof value === 'number' && Number.isFinite(value)) counts[dest] = (counts[dest] ?? 0) + value
    else if (required) return null
  }
  return counts
}

/** The parts of a usage that lie within each other in the provider's words, laid apart. A part below zero means that the words contradict each other. */
const apart = (counts: Counts): Record<UsageUnit, number> => {
  const of = (name: string) => counts[name] ?? 0
  const long = of('cache_write_1h_tokens')
  const short = 'cache_write_tokens' in counts ? of('cache_write_tokens') - long : of('cache_write_5m_tokens')
  const [audioRead, imageRead] = [of('cache_audio_read_tokens'), of('cache_image_read_tokens')]
  const parts = {
    cacheRead: of('cache_read_tokens') - audioRead - imageRead,
    cacheWrite5m: short,
    cacheWrite1h: long,
    inputAudio: of('input_audio_tokens') - audioRead,
    cacheReadAudio: audioRead,
    inputImage: of('input_image_tokens') - imageRead,
    cacheReadImage: imageRead,
    inputVideo: of('input_video_tokens') - of('cache_video_read_tokens'),
    reasoning: of('output_reasoning_tokens'),
    outputAudio: of('output_audio_tokens'),
    outputImage: of('output_image_tokens'),
    outputVideo: of('output_video_tokens'),
    citations: of('output_citation_tokens'),
    audioMs: Math.round((of('audio_seconds') + of('input_audio_seconds')) * 1_000),
    pages: of('input_document_pages') - of('input_annotated_document_pages'),
    annotatedPages: of('input_annotated_document_pages'),
    messages: of('input_text_messages'),
    webSearches: of('web_searches'),
    storageSearches: of('storage_searches'),
    requests: 1,
  }
  const within = (units: readonly UsageUnit[]) =>
    units.reduce((sum, unit) => sum + (unit in parts ? parts[unit as keyof typeof parts] : 0), 0)
  return {
    ...parts,
    input: of('input_tokens') - within(inputUnits),
    output: of('output_tokens') - within(outputUnits),
  }
}

const withoutZeros = (parts: Record<UsageUnit, number>) =>
  Object.fromEntries(Object.entries(parts).filter(([, count]) => count !== 0))

const textAt = (body: unknown, path: ExtractPath): string | null => {
  const value = at(body, path)
  return typeof value === 'string' && value !== '' ? value : null
}

/** `standard` under its other names; null where the body says nothing. */
const tierOf = (body: unknown): string | null => {
  const said = textAt(body, 'service_tier') ?? textAt(body, ['usage', 'service_tier'])
  return said === null || ['default', 'standard', 'auto', 'on_demand'].includes(said) ? said && 'standard' : said
}

/**
 * The usage that the body of an answer tells, as parts that share nothing. `flavor` names the API, such as `chat` or `responses`; without it the first whose fields
 * are there is taken. What contradicts itself, such as more cached tokens than tokens, is not believed in part: its usage is null.
 */
export const usageOf = (provider: Pick<Provider, 'extractors'>, body: unknown, flavor?: string): Told => {
  const nothing = { model: null, tier: tierOf(body), usage: null, inputTokens: 0, outputTokens: 0 }
  const extractors = (provider.extractors ?? []).filter(
    ({ api_flavor }) => flavor === undefined || api_flavor === flavor,
  )
  for (const extractor of extractors) {
    const counts = countsOf(at(body, extractor.root), extractor)
    if (counts === null) continue
    const told = {
      model: textAt(body, extractor.model_path),
      tier: tierOf(body),
      inputTokens: counts['input_tokens'] ?? 0,
      outputTokens: counts['output_tokens'] ?? 0,
    }
    const usage = Usage.safeParse(withoutZeros(apart(counts)))
    if (usage.success) return { ...told, usage: usage.data, reason: null }
    return { ...told, usage: null, reason: 'the parts of the usage are more than the whole, or no whole numbers' }
  }
  return { ...nothing, reason: 'the answer tells no usage' }
}
