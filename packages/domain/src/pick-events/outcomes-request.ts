import { z } from 'zod'
import { Instant } from '../shared/index.ts'

/** Which outcomes to tell: of picks signalled in a span, both ends inclusive, as of an instant, by default now. Without a span, all that are due. */
export const OutcomesRequest = z.object({
  asOf: Instant.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
})
export type OutcomesRequest = z.infer<typeof OutcomesRequest>

/** What a computation of outcomes did. `waiting` counts those whose candles are late; `recommendations` those that count as evaluated now. */
export const OutcomesReport = z.object({
  asOf: Instant,
  closed: z.int(),
  unavailable: z.int(),
  waiting: z.int(),
  recommendations: z.int(),
})
export type OutcomesReport = z.infer<typeof OutcomesReport>
