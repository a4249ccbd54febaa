import { z } from 'zod'
import { GroupPerformance, RecommendationExitReason } from '../recommendations/index.ts'
import { Following, feedEvent, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { Direction, Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** `intraday`: what happened on an exchange date so far. `7d`: how the recommendations that closed within seven days did. */
export const DashboardPeriod = z.enum(['intraday', '7d'])
export type DashboardPeriod = z.infer<typeof DashboardPeriod>

/** Days that the performance looks back. */
export const lookbackDays = 7

/** Recommendations that closed with a return. Net returns in percent; null where there is none to average. */
export const ExitSummary = z.object({
  exits: z.int(),
  wins: z.int(),
  losses: z.int(),
  /** Wins ÷ exits, 0–1. */
  winRate: z.number().nullable(),
  meanReturn: z.number().nullable(),
  /** From entry to exit, in minutes of the clock. */
  meanHoldMinutes: z.number().nullable(),
  reasons: z.partialRecord(RecommendationExitReason, z.int()),
})
export type ExitSummary = z.infer<typeof ExitSummary>

/** What runs of a universe and mode gave on a date so far. */
export const SignalSummary = z.object({
  universe: Universe,
  mode: Mode,
  runs: z.int(),
  /** Runs that gave no picks of their own accord. */
  abstained: z.int(),
  picks: z.int(),
  latest: Instant,
})
export type SignalSummary = z.infer<typeof SignalSummary>

const Stamp = z.object({ lane: Lane, asOf: Instant })

/** An exchange date so far: what was signalled, and what closed, in all modes and in scalping. */
export const IntradayOverview = Stamp.extend({
  period: z.literal('intraday'),
  date: SessionDate,
  signals: z.array(SignalSummary),
  closed: ExitSummary,
  scalping: ExitSummary,
})
export type IntradayOverview = z.infer<typeof IntradayOverview>

/** One recommendation that closed. */
export const ClosedRecommendation = z.object({
  symbol: Symbol,
  universe: Universe,
  mode: Mode,
  direction: Direction,
  reason: RecommendationExitReason,
  netReturn: z.number(),
  closedAt: Instant,
})
export type ClosedRecommendation = z.infer<typeof ClosedRecommendation>

/** The recommendations that closed in the seven days before an instant, all together and by universe and mode; the groups are named `{universe} {mode}`. */
export const WeekPerformance = Stamp.extend({
  period: z.literal('7d'),
  from: Instant,
  /** Signalled within the seven days. */
  signalled: z.int(),
  /** Signalled by then and not closed by then. */
  open: z.int(),
  /** Closed within the seven days without a return that can be told. */
  unavailable: z.int(),
  total: GroupPerformance.nullable(),
  groups: z.array(GroupPerformance),
  /** Return of the benchmarks over the same bars, signed as the recommendations are; null where none has one. */
  meanBenchmark: z.number().nullable(),
  best: z.array(ClosedRecommendation),
  worst: z.array(ClosedRecommendation),
})
export type WeekPerformance = z.infer<typeof WeekPerformance>

/** A dashboard: the type that is computed is the one that is stored and served. */
export const Dashboard = z.discriminatedUnion('period', [IntradayOverview, WeekPerformance])
export type Dashboard = z.infer<typeof Dashboard>

/** The newest dashboard, and whether it is out of date. */
export const LatestDashboard = z.object({
  dashboard: Dashboard,
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type LatestDashboard = z.infer<typeof LatestDashboard>

/** A question for the newest dashboard of a period; with `asOf`, the newest that was there at that instant. */
export const DashboardQuery = z.object({ period: DashboardPeriod, asOf: Instant.optional() })
export type DashboardQuery = z.infer<typeof DashboardQuery>

/** A question for past dashboards, newest first; `before` is the `asOf` of the last one of the page before. */
export const DashboardHistoryQuery = z.object({
  period: DashboardPeriod,
  from: Instant.optional(),
  before: Instant.optional(),
  limit: z.int().min(1).max(200).default(30),
})
export type DashboardHistoryQuery = z.infer<typeof DashboardHistoryQuery>

/** A wish to hear of dashboards as they are recorded; without a period, of all. */
export const DashboardSubscription = Following.extend({ period: DashboardPeriod.optional() })
export type DashboardSubscription = z.infer<typeof DashboardSubscription>

/** What a subscription gives. */
export const DashboardEvent = feedEvent(Dashboard)
