import type { Price, PriceBookEntry, PriceQuery, ServiceTier, Usage, Usd } from '@fyntrix/domain/llm-costs'
import type { Instant } from '@fyntrix/domain/shared'

/** A model at an instant, as asked or as served. */
export interface Priced {
  readonly provider: string
  readonly model: string
  readonly tier: ServiceTier
  readonly at: Instant
}

/** The bounds of a call. */
export interface CallBounds extends Priced {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly searches: number
}

/** What a usage costs. `worst-price`: at the highest price that is known of its provider, since the model, or something that it used, has none; then `price` is null. */
export interface Cost {
  readonly usd: Usd
  readonly basis: 'price' | 'worst-price'
  readonly price: Price | null
}

/** Prices of models. Exact to 10⁻¹² USD. */
export interface Pricing {
  /** The most that a call within these bounds can cost. Never zero for a call that may use tokens, unless its price is zero. */
  worstCase(bounds: CallBounds): Usd
  cost(of: Priced & { readonly usage: Usage }): Cost
  /** What stands at an instant, our own prices first. */
  list(query: PriceQuery, at: Instant): PriceBookEntry[]
}
