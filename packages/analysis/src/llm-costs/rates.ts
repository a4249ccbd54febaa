import type { Price, Rate, UsageUnit } from '@fyntrix/domain/llm-costs'
import type { ModelPrice } from '@pydantic/genai-prices'
import { Big } from 'big.js'

const million = 1_000_000
const thousand = 1_000
const msPerHour = 3_600_000
/** A price per million above this is one per token that somebody took for one per million. */
const dearest = 10_000

/** What the keys of the price data mean: a unit of ours, and for how many of it the price is. */
const meanings: Readonly<Record<string, readonly [UsageUnit, number]>> = {
  input_mtok: ['input', million],
  output_mtok: ['output', million],
  cache_read_mtok: ['cacheRead', million],
  cache_write_mtok: ['cacheWrite5m', million],
  cache_write_1h_mtok: ['cacheWrite1h', million],
  input_audio_mtok: ['inputAudio', million],
  output_audio_mtok: ['outputAudio', million],
  cache_audio_read_mtok: ['cacheReadAudio', million],
  input_image_mtok: ['inputImage', million],
  output_image_mtok: ['outputImage', million],
  cache_image_read_mtok: ['cacheReadImage', million],
  input_video_mtok: ['inputVideo', million],
  output_video_mtok: ['outputVideo', million],
  output_reasoning_mtok: ['reasoning', million],
  output_citation_mtok: ['citations', million],
  audio_hours: ['audioMs', msPerHour],
  input_audio_hours: ['audioMs', msPerHour],
  input_document_kpages: ['pages', thousand],
  input_annotated_document_kpages: ['annotatedPages', thousand],
  input_text_messages_kcount: ['messages', thousand],
  web_searches_kcount: ['webSearches', thousand],
  storage_searches_kcount: ['storageSearches', thousand],
  requests_kcount: ['requests', thousand],
}

/** A number of the price data as the shortest decimal that means it, spelt out; null where it is no price. */
const decimal = (value: unknown): string | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? new Big(String(value)).toFixed() : null

const rateOf = (value: NonNullable<ModelPrice[string]>, per: number): Rate | null => {
  const { base, tiers } = typeof value === 'number' ? { base: value, tiers: [] } : value
  const usd = decimal(base)
  const steps = tiers.flatMap(({ start, price }) => {
    const above = decimal(price)
    return above === null ? [] : [{ above: start, usd: above }]
  })
  if (usd === null || steps.length < tiers.length) return null
  return { usd, per, tiers: steps.toSorted((a, b) => a.above - b.above) }
}

const isMistyped = ({ usd, per, tiers }: Rate): boolean =>
  per === million && [usd, ...tiers.map((tier) => tier.usd)].some((one) => new Big(one).gt(dearest))

const isSame = (one: Rate, other: Rate): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The rates of a model in the price data, or why it has none that may be believed. */
export const ratesOf = (
  prices: ModelPrice,
): { readonly rates: Price['rates']; readonly reason: null } | { readonly rates: null; readonly reason: string } => {
  const rates: Price['rates'] = {}
  const without = (reason: string) => ({ rates: null, reason })
  for (const [key, value] of Object.entries(prices)) {
    if (value === undefined) continue
    const meaning = meanings[key]
    if (!meaning) return without(`its price ${key} is none that is known here`)
    const [unit, per] = meaning
    const rate = rateOf(value, per)
    if (rate === null) return without(`its price ${key} is no number from zero on`)
    if (isMistyped(rate)) return without(`its price ${key} of ${rate.usd} USD for a million is one for a single token`)
    const other = rates[unit]
    if (other && !isSame(rate, other)) return without(`it has two prices of ${unit}`)
    rates[unit] = rate
  }
  return Object.keys(rates).length === 0 ? without('it has no price') : { rates, reason: null }
}
