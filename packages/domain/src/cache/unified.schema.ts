import { z } from 'zod'
import { CandleInterval } from '../candles/index.ts'
import { SessionDate, Symbol } from '../shared/index.ts'

/** What the unified cache holds. */
export const UnifiedType = z.enum([
  'stock_data',
  'indicators',
  'patterns',
  'sector_data',
  'ml_predictions',
  'api_responses',
  'historical_data',
  'instruments',
  'live_data',
  'enhanced_data',
])
export type UnifiedType = z.infer<typeof UnifiedType>

const exchange = z.string().min(1).default('NSE')
const stock = { symbol: Symbol, exchange }
const series = { ...stock, interval: CandleInterval.default('day') }
/** A window in days up to now. */
const period = z.int().min(1)

/** Which value of the unified cache is meant, as people name it. */
export const UnifiedIdentity = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stock_data'), ...series, period }),
  z.strictObject({ type: z.literal('indicators'), ...series }),
  z.strictObject({ type: z.literal('patterns'), ...series }),
  z.strictObject({ type: z.literal('sector_data'), sector: z.string().min(1), period }),
  z.strictObject({ type: z.literal('ml_predictions'), ...series, model: z.string().min(1) }),
  z.strictObject({ type: z.literal('api_responses'), endpoint: z.string().min(1), query: z.string().default('') }),
  z.strictObject({ type: z.literal('historical_data'), ...series, from: SessionDate, to: SessionDate }),
  z.strictObject({ type: z.literal('instruments'), exchange }),
  z.strictObject({ type: z.literal('live_data'), ...stock }),
  z.strictObject({ type: z.literal('enhanced_data'), ...series, period }),
])
export type UnifiedIdentity = z.infer<typeof UnifiedIdentity>

/** How callers write an identity: what has a default may be left out. */
export type UnifiedIdentityInput = z.input<typeof UnifiedIdentity>

/** Where a value of the unified cache stands in its key: `cache:{type}:{symbol}:{exchange}:{interval}:{rest}`. */
export interface UnifiedPlace {
  readonly symbol: string
  readonly exchange: string
  readonly interval: string
  readonly rest: string
}

/** Stands where a type lacks a part. */
const none = '-'

/** The place of an identity. Two different identities of a type never share one. */
export const placeOf = (identity: UnifiedIdentity): UnifiedPlace => {
  switch (identity.type) {
    case 'stock_data':
    case 'enhanced_data':
      return { ...partsOf(identity), rest: String(identity.period) }
    case 'indicators':
    case 'patterns':
      return { ...partsOf(identity), rest: none }
    case 'ml_predictions':
      return { ...partsOf(identity), rest: identity.model }
    case 'historical_data':
      return { ...partsOf(identity), rest: `${identity.from}..${identity.to}` }
    case 'live_data':
      return { symbol: identity.symbol, exchange: identity.exchange, interval: none, rest: none }
    case 'instruments':
      return { symbol: none, exchange: identity.exchange, interval: none, rest: none }
    case 'sector_data':
      return { symbol: identity.sector, exchange: none, interval: none, rest: String(identity.period) }
    case 'api_responses':
    default:
      return { symbol: none, exchange: none, interval: none, rest: `${identity.endpoint}?${identity.query}` }
  }
}

const partsOf = ({ symbol, exchange, interval }: { symbol: string; exchange: string; interval: string }) => ({
  symbol,
  exchange,
  interval,
})

/** One quote. Prices in INR; `at` is when it was true. */
export const LiveQuote = z.object({
  price: z.number(),
  open: z.number().nullable(),
  high: z.number().nullable(),
  low: z.number().nullable(),
  previousClose: z.number().nullable(),
  volume: z.number().nullable(),
  at: z.iso.datetime(),
})
export type LiveQuote = z.infer<typeof LiveQuote>

/** One line of an exchange's list of instruments. */
export const Instrument = z.object({
  symbol: Symbol,
  token: z.int(),
  name: z.string(),
  segment: z.string(),
  lotSize: z.int(),
  tickSize: z.number(),
})
export type Instrument = z.infer<typeof Instrument>

/** A single number of an indicator, or one a bar, oldest first; null where it is not defined yet. */
export const IndicatorValues = z.record(z.string(), z.union([z.number().nullable(), z.array(z.number().nullable())]))
export type IndicatorValues = z.infer<typeof IndicatorValues>
