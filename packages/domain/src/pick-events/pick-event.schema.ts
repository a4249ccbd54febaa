import { z } from 'zod'
import { Confidence } from '../agents/index.ts'
import { Id, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { Contribution, Direction, Mode, Recommendation, RunTrigger } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'
import { Horizon } from './horizon.ts'
import { ClosedOutcome, UnavailableOutcome } from './outcome.schema.ts'

/** What is not told yet: its horizon has not ended, or its candles are late. */
export const PendingOutcome = z.object({ status: z.literal('pending') })
export type PendingOutcome = z.infer<typeof PendingOutcome>

/** What became of a pick over one horizon. `dueAt` is when its last bar is known; null where the calendar does not reach. */
export const PickOutcome = z.object({
  horizon: Horizon,
  dueAt: Instant.nullable(),
  outcome: z.discriminatedUnion('status', [PendingOutcome, ClosedOutcome, UnavailableOutcome]),
})
export type PickOutcome = z.infer<typeof PickOutcome>

/** A pick as an event to learn from: its signal and plan, what every agent contributed, and what became of it. Prices in INR. */
export const PickEvent = z.object({
  id: Id,
  lane: Lane,
  runId: Id,
  symbol: Symbol,
  universe: Universe,
  mode: Mode,
  trigger: RunTrigger,
  /** The instant as of which it was signalled, and the session whose candles were the newest then. */
  signalAt: Instant,
  session: SessionDate,
  direction: Direction,
  recommendation: Recommendation,
  confidence: Confidence,
  score: z.number().min(0).max(100),
  entryPrice: z.number().positive(),
  stopPrice: z.number().positive(),
  targetPrice: z.number().positive(),
  contributions: z.array(Contribution),
  outcomes: z.array(PickOutcome),
})
export type PickEvent = z.infer<typeof PickEvent>

/**
 * A page of pick events, newest first; `before` is the last id of the page before. Dates are exchange dates of the signal, both inclusive; what is left out
 * does not narrow.
 */
export const PickEventQuery = z.object({
  runId: Id.optional(),
  symbol: Symbol.optional(),
  universe: Universe.optional(),
  mode: Mode.optional(),
  from: SessionDate.optional(),
  to: SessionDate.optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type PickEventQuery = z.infer<typeof PickEventQuery>
