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

/** A number of the price data as the shortest decimal that means it, spelt out. */
const decimal = (value: number): string => new Big(String(value)).toFixed()

const rateOf = (value: ModelPrice[string], per: number): Rate | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'number') return { usd: decimal(value), per, tiers: [] }
  const tiers = value.tiers.map(({ start, price }) => ({ above: start, usd: decimal(price) }))
  return { usd: decimal(value.base), per, tiers: tiers.toSorted((a, b) => a.above - b.above) }
}

/** The rates of a model in the price data, or why it has none that may be believed. */
export const ratesOf = (
  prices: ModelPrice,
): { readonly rates: Price['rates']; readonly reason: null } | { readonly rates: null; readonly reason: string } => {
  const rates: Price['rates'] = {}
  for (const [key, value] of Object.entries(prices)) {
    const meaning = meanings[key]
    if (meaning === undefined) return { rates: null, reason: `its price ${key} is none that is known here` }
    const [unit, per] = meaning
    const rate = rateOf(value, per)
    if (rate === undefined) continue
    if (per === million && new Big(rate.usd).gt(dearest))
      return { rates: null, reason: `${rate.usd} USD for a million of ${unit} is a price for one of them` }
    rates[unit] = rate
  }
  return Object.keys(rates).length === 0 ? { rates: null, reason: 'it has no price' } : { rates, reason: null }
}
