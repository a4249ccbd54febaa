import { z } from 'zod'
import { LastPrice } from '../candles/index.ts'
import { ExitReason, OutcomeLabel } from '../pick-events/index.ts'
import { feedEvent, Id, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { Direction, Recommendation } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** How many picks of each scalping run are watched, the first by rank. */
export const watchedPicks = 5

/** Hours of scalping runs that the monitor names as its sources; open scalps of the session are watched however old they are. */
export const lookbackHours = 2

/** What ended a scalp. `TIME` its hour · `EOD` the end of the session, where that came before the hour was over. */
export const ScalpingExitReason = z.enum([...ExitReason.options, 'EOD'])
export type ScalpingExitReason = z.infer<typeof ScalpingExitReason>

/** A pick of a scalping run, as the monitor knows it. Prices in INR. */
export const Scalp = z.object({
  recommendationId: Id,
  runId: Id,
  rank: z.int().min(1),
  symbol: Symbol,
  universe: Universe,
  direction: Direction,
  recommendation: Recommendation,
  signalAt: Instant,
  stop: z.number().positive(),
  target: z.number().positive(),
})
export type Scalp = z.infer<typeof Scalp>

/**
 * How a scalp ended. Returns in percent of the entry price, a gain positive; the label and `netReturnPct` are after assumed costs. `toldAt` is the instant
 * of the cycle that told it.
 */
export const ScalpingExit = Scalp.extend({
  lane: Lane,
  entryAt: Instant,
  entryPrice: z.number().positive(),
  exitAt: Instant,
  exitPrice: z.number().positive(),
  reason: ScalpingExitReason,
  /** The best price while it was held: what the trailing stop followed. */
  bestPrice: z.number().positive(),
  grossReturnPct: z.number(),
  costPct: z.number().nonnegative(),
  netReturnPct: z.number(),
  label: OutcomeLabel,
  holdMinutes: z.number().nonnegative(),
  toldAt: Instant,
})
export type ScalpingExit = z.infer<typeof ScalpingExit>

/**
 * A scalp that nothing has ended. `pending`: not entered, as far as candles tell, which is at the open of the first bar after the signal. `unavailable`: a
 * break of prices forbids to tell. What is not known is null, and `detail` says why.
 */
export const ActiveScalp = Scalp.extend({
  status: z.enum(['pending', 'open', 'unavailable']),
  entryAt: Instant.nullable(),
  entryPrice: z.number().positive().nullable(),
  bestPrice: z.number().positive().nullable(),
  /** The stop in force, and whether it follows the best price. */
  stopInForce: z.number().positive().nullable(),
  trailing: z.boolean(),
  current: LastPrice.nullable(),
  /** From the entry to the current price, before costs. */
  returnPct: z.number().nullable(),
  elapsedMinutes: z.number().nonnegative().nullable(),
  /** Until its hour is over, or the session. */
  leftMinutes: z.number().nonnegative(),
  detail: z.string().nullable(),
})
export type ActiveScalp = z.infer<typeof ActiveScalp>

/** A scalping run that the monitor looked at. */
export const ScalpingSource = z.object({ universe: Universe, runId: Id, asOf: Instant, picks: z.int() })
export type ScalpingSource = z.infer<typeof ScalpingSource>

/** One look at all scalps as of an instant: what is active, and the exits that this look was the first to tell. */
export const ScalpingCycle = z.object({
  lane: Lane,
  asOf: Instant,
  active: z.array(ActiveScalp),
  exits: z.array(ScalpingExit),
  sources: z.array(ScalpingSource),
})
export type ScalpingCycle = z.infer<typeof ScalpingCycle>

/** The newest cycle, and whether it is out of date. */
export const LatestScalping = z.object({
  cycle: ScalpingCycle,
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type LatestScalping = z.infer<typeof LatestScalping>

/** A question as of an instant, by default now. */
export const ScalpingQuery = z.object({ asOf: Instant.optional() })
export type ScalpingQuery = z.infer<typeof ScalpingQuery>

/** A page of exits, newest first; `before` is the `recommendationId` of the last one of the page before. Dates are exchange dates of the exit, both inclusive. */
export const ScalpingExitQuery = z.object({
  symbol: Symbol.optional(),
  universe: Universe.optional(),
  from: SessionDate.optional(),
  to: SessionDate.optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(500).default(50),
})
export type ScalpingExitQuery = z.infer<typeof ScalpingExitQuery>

/** Exits counted. Means in percent or minutes; null where there is nothing to average. `flat` is neither: a return within the threshold of the label. */
export const ScalpingSummary = z.object({
  exits: z.int(),
  wins: z.int(),
  losses: z.int(),
  flat: z.int(),
  /** Wins ÷ exits, 0–1. */
  winRate: z.number().nullable(),
  meanGrossReturn: z.number().nullable(),
  meanNetReturn: z.number().nullable(),
  meanHoldMinutes: z.number().nullable(),
  reasons: z.partialRecord(ScalpingExitReason, z.int()),
})
export type ScalpingSummary = z.infer<typeof ScalpingSummary>

/** The exits of an exchange date. */
export const ScalpingDay = ScalpingSummary.extend({ lane: Lane, date: SessionDate })
export type ScalpingDay = z.infer<typeof ScalpingDay>

/** A question for an exchange date, by default that of the market's clock. */
export const ScalpingDayQuery = z.object({ date: SessionDate.optional() })
export type ScalpingDayQuery = z.infer<typeof ScalpingDayQuery>

/** The exits of the last `days` exchange dates up to `to`, by default that of the market's clock: together, and date by date, newest first. */
export const ScalpingStatsQuery = z.object({
  to: SessionDate.optional(),
  days: z.int().min(1).max(90).default(7),
})
export type ScalpingStatsQuery = z.infer<typeof ScalpingStatsQuery>

export const ScalpingStats = z.object({
  lane: Lane,
  from: SessionDate,
  to: SessionDate,
  total: ScalpingSummary,
  days: z.array(ScalpingDay),
})
export type ScalpingStats = z.infer<typeof ScalpingStats>

/** How many scalps were active at once, cycle by cycle of an exchange date, oldest first. */
export const ScalpingOccupancy = z.object({
  lane: Lane,
  date: SessionDate,
  cycles: z.array(z.object({ asOf: Instant, active: z.int(), exits: z.int() })),
  busiest: z.int().nullable(),
  mean: z.number().nullable(),
})
export type ScalpingOccupancy = z.infer<typeof ScalpingOccupancy>

/** What a subscription gives: a cycle, as it was seen. */
export const ScalpingEvent = feedEvent(ScalpingCycle)
