import { z } from 'zod'
import { AgentName, Confidence } from '../agents/index.ts'
import { ExitReason, OutcomeLabel } from '../pick-events/index.ts'
import { Following, feedEvent, Id, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { Direction, Mode, Recommendation as Rating, RunTrigger } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** What ended a recommendation: its outcome, somebody who left by hand, or nothing ever can (`UNAVAILABLE`, see `detail`). */
export const RecommendationExitReason = z.enum([...ExitReason.options, 'MANUAL', 'UNAVAILABLE'])
export type RecommendationExitReason = z.infer<typeof RecommendationExitReason>

/**
 * How a recommendation ended. Prices in INR, returns in percent of the entry, signed so that a gain is positive. All null but the reason where it cannot
 * be told.
 */
export const RecommendationExit = z.object({
  reason: RecommendationExitReason,
  at: Instant.nullable(),
  price: z.number().positive().nullable(),
  /** After the assumed costs. */
  netReturnPct: z.number().nullable(),
  maxDrawdownPct: z.number().nullable(),
  /** Net return less that of the benchmark over the same bars. */
  alphaPct: z.number().nullable(),
  label: OutcomeLabel.nullable(),
  /** When it could first be told. */
  closedAt: Instant,
  detail: z.string().nullable(),
})
export type RecommendationExit = z.infer<typeof RecommendationExit>

/** One suggestion of a run and, once it was evaluated, how it ended. `generatedAt` is the instant as of which it was made. */
export const RecommendationRecord = z.object({
  id: Id,
  lane: Lane,
  runId: Id,
  rank: z.int().min(1),
  symbol: Symbol,
  universe: Universe,
  mode: Mode,
  trigger: RunTrigger,
  recommendation: Rating,
  direction: Direction,
  generatedAt: Instant,
  entryPrice: z.number().positive(),
  stopPrice: z.number().positive(),
  targetPrice: z.number().positive(),
  score: z.number().min(0).max(100),
  confidence: Confidence,
  coverage: z.number().min(0).max(1),
  configVersion: z.string(),
  /** What each agent scored; null where it abstained. */
  scores: z.partialRecord(AgentName, z.number().nullable()),
  exit: RecommendationExit.nullable(),
})
export type RecommendationRecord = z.infer<typeof RecommendationRecord>

/**
 * A page of recommendations, newest first; `before` is the last id of the page before. Dates are exchange dates of the signal, both inclusive; what is left
 * out does not narrow.
 */
export const RecommendationQuery = z.object({
  symbol: Symbol.optional(),
  universe: Universe.optional(),
  mode: Mode.optional(),
  from: SessionDate.optional(),
  to: SessionDate.optional(),
  evaluated: z.boolean().optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(500).default(50),
})
export type RecommendationQuery = z.infer<typeof RecommendationQuery>

/** How many there are: `open` still to be told, `told` with a return, `unavailable` never to be told. */
export const RecommendationCounts = z.object({ open: z.int(), told: z.int(), unavailable: z.int() })
export type RecommendationCounts = z.infer<typeof RecommendationCounts>

/** An exit that somebody made: it closes the recommendation before its horizon does. */
export const ExitRequest = z.object({
  id: Id,
  at: Instant,
  price: z.number().positive().max(1e9),
  reason: RecommendationExitReason.exclude(['UNAVAILABLE']),
})
export type ExitRequest = z.infer<typeof ExitRequest>

/** A wish to hear of recommendations that closed; without a universe or mode, of all. */
export const RecommendationSubscription = Following.extend({ universe: Universe.optional(), mode: Mode.optional() })
export type RecommendationSubscription = z.infer<typeof RecommendationSubscription>

/** What a subscription gives: the recommendations that closed together. */
export const ClosedEvent = feedEvent(z.array(RecommendationRecord).min(1))
