import type { ServiceTier } from '@fyntrix/domain/llm-costs'
import type { Instant } from '@fyntrix/domain/shared'

/** A model at an instant. */
export interface Asked {
  readonly provider: string
  readonly model: string
  readonly tier: ServiceTier
  readonly at: Instant
}
