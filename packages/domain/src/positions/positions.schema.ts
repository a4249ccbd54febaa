import { z } from 'zod'
import { LastPrice } from '../candles/index.ts'
import { ExitReason, OutcomeLabel } from '../pick-events/index.ts'
import { Following, feedEvent, Id, Instant, Lane, Symbol, Urgency } from '../shared/index.ts'
import { Direction, Recommendation } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** The modes whose picks are watched as positions; scalps have a monitor of their own, and contracts have no candles. */
export const PositionMode = z.enum(['intraday', 'swing'])
export type PositionMode = z.infer<typeof PositionMode>

/** A pick to follow, of the run that made it at `signalAt`. Prices in INR. */
export const FollowedPick = z.object({
  runId: Id,
  signalAt: Instant,
  rank: z.int().min(1),
  symbol: Symbol,
  universe: Universe,
  mode: PositionMode,
  direction: Direction,
  recommendation: Recommendation,
  stop: z.number().positive(),
  target: z.number().positive(),
})
export type FollowedPick = z.infer<typeof FollowedPick>

/**
 * A pick, followed as its outcome is. Returns in percent of the entry price, a gain positive, after assumed costs. `pending`: not entered, as far as candles
 * tell · `unavailable`: a break of prices forbids to tell, or the calendar ends. What is not known is null, and `detail` says why.
 */
export const TopPicksPosition = FollowedPick.extend({
  status: z.enum(['pending', 'open', 'closed', 'unavailable']),
  entryAt: Instant.nullable(),
  entryPrice: z.number().positive().nullable(),
  /** The newest price; of one that is closed too, but then it counts for nothing. */
  current: LastPrice.nullable(),
  exitAt: Instant.nullable(),
  exitPrice: z.number().positive().nullable(),
  exitReason: ExitReason.nullable(),
  /** Of a closed one from entry to exit, of an open one as if it were left at the current price. */
  netReturnPct: z.number().nullable(),
  /** What a closed one counts as; null for all others. */
  label: OutcomeLabel.nullable(),
  /** 0–100; null of one that is not open, or has no price. */
  health: z.int().min(0).max(100).nullable(),
  urgency: Urgency.nullable(),
  alerts: z.array(z.string()),
  detail: z.string().nullable(),
})
export type TopPicksPosition = z.infer<typeof TopPicksPosition>

/**
 * The positions of a universe and mode as of an instant, counted. `flat` closed ones are neither wins nor losses. Means are of equally weighted positions;
 * null where there is none to average.
 */
export const PositionCounts = z.object({
  positions: z.int(),
  pending: z.int(),
  open: z.int(),
  closed: z.int(),
  unavailable: z.int(),
  wins: z.int(),
  losses: z.int(),
  flat: z.int(),
  /** Wins ÷ closed, 0–1. */
  winRate: z.number().nullable(),
  /** Of the open and the closed ones that have a return. */
  meanReturnPct: z.number().nullable(),
  meanOpenReturnPct: z.number().nullable(),
  meanClosedReturnPct: z.number().nullable(),
  critical: z.int(),
})
export type PositionCounts = z.infer<typeof PositionCounts>

/**
 * What the monitor saw of a universe and mode: the positions of every run. `run` is the newest one, null where there is none or its horizon has ended; where
 * there are no positions, `reason` says why.
 */
export const PositionSnapshot = z.object({
  lane: Lane,
  universe: Universe,
  mode: PositionMode,
  asOf: Instant,
  run: z.object({ id: Id, asOf: Instant, staleReason: z.string().nullable() }).nullable(),
  reason: z.string().nullable(),
  counts: PositionCounts,
  positions: z.array(TopPicksPosition),
})
export type PositionSnapshot = z.infer<typeof PositionSnapshot>

/** What the monitor saw at an instant: one snapshot a universe and mode. */
export const PositionsSeen = z.object({ lane: Lane, asOf: Instant, snapshots: z.array(PositionSnapshot) })
export type PositionsSeen = z.infer<typeof PositionsSeen>

/** What was seen last, and whether it is out of date. */
export const LatestPositions = z.object({
  seen: PositionsSeen,
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type LatestPositions = z.infer<typeof LatestPositions>

/** A question as of an instant, by default now. */
export const PositionsQuery = z.object({ asOf: Instant.optional() })
export type PositionsQuery = z.infer<typeof PositionsQuery>

/** A page of snapshots of a universe and mode, newest first; `before` is the `asOf` of the last one of the page before. */
export const PositionsHistoryQuery = z.object({
  universe: Universe,
  mode: PositionMode,
  from: Instant.optional(),
  before: Instant.optional(),
  limit: z.int().min(1).max(200).default(30),
})
export type PositionsHistoryQuery = z.infer<typeof PositionsHistoryQuery>

/** A wish to hear of what the monitor sees; without a universe or mode, of all. */
export const PositionsSubscription = Following.extend({ universe: Universe.optional(), mode: PositionMode.optional() })
export type PositionsSubscription = z.infer<typeof PositionsSubscription>

/** What a subscription gives: what was seen at an instant, of the universe and mode that were asked for. */
export const PositionsEvent = feedEvent(PositionsSeen)
