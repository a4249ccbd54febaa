import { z } from 'zod'
import { Id, Instant } from '../shared/index.ts'
import { UsageUnit } from './usage.ts'

/** A price of one unit as a plain decimal in USD, not negative. */
const Decimal = z.string().regex(/^\d{1,9}(\.\d{1,20})?$/, 'a price is a plain decimal')

/**
 * USD for `per` of a unit. A tier is a cliff: where a call has more than `above` input tokens in all, every one of the unit's is charged at the tier's price.
 */
export const Rate = z.object({
  usd: Decimal,
  per: z.int().positive(),
  tiers: z.array(z.object({ above: z.int().nonnegative(), usd: Decimal })).max(10),
})
export type Rate = z.infer<typeof Rate>

/** A part of each UTC day, `HH:MM`; one that ends before it begins goes over midnight. */
const DailyWindow = z.object({ from: z.iso.time({ precision: -1 }), to: z.iso.time({ precision: -1 }) })

/** The tier of service that a provider charges by; `standard` where it says nothing. */
export const ServiceTier = z.string().regex(/^[a-z0-9_-]{1,40}$/)
export type ServiceTier = z.infer<typeof ServiceTier>

/**
 * What a model costs from an instant on. A unit without a rate is charged as the unit that it is a kind of: cached as uncached, reasoning as output. `id` tells
 * this price from every other, of other versions too.
 */
export const Price = z.object({
  id: z.string().min(1).max(300),
  provider: z.string().min(1).max(100),
  model: z.string().min(1).max(200),
  tier: ServiceTier,
  /** Where it comes from, such as `genai-prices 0.1.8` or `override`. */
  version: z.string().min(1).max(100),
  /** Null for the oldest that is known. */
  effectiveFrom: Instant.nullable(),
  daily: DailyWindow.nullable(),
  rates: z.partialRecord(UsageUnit, Rate),
})
export type Price = z.infer<typeof Price>

/** A price of our own, which stands over those of the book from `effectiveFrom` on. `model` is the exact name, as served. */
export const PriceOverride = z.object({
  id: Id,
  provider: z.string().trim().min(1).max(100),
  model: z.string().trim().min(1).max(200),
  tier: ServiceTier.default('standard'),
  effectiveFrom: Instant,
  rates: z.partialRecord(UsageUnit, Rate).refine((rates) => Object.keys(rates).length > 0, 'a price has a rate'),
  note: z.string().max(500).default(''),
})
export type PriceOverride = z.infer<typeof PriceOverride>

/** A price to add. */
export const PriceRequest = PriceOverride.omit({ id: true })
export type PriceRequest = z.infer<typeof PriceRequest>

/** Which prices to list: those of a provider, and of models whose name contains a text. */
export const PriceQuery = z.object({
  provider: z.string().trim().max(100).optional(),
  model: z.string().trim().max(200).optional(),
  limit: z.int().min(1).max(5_000).default(100),
})
export type PriceQuery = z.infer<typeof PriceQuery>

/** A price that stands now; `unpriced` says why a model of the book has none. */
export const PriceBookEntry = z.object({
  provider: z.string(),
  model: z.string(),
  price: Price.nullable(),
  unpriced: z.string().nullable(),
})
export type PriceBookEntry = z.infer<typeof PriceBookEntry>
