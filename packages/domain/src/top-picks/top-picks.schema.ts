import { z } from 'zod'
import { Abstention, AgentName, AgentResult, Confidence, Signal } from '../agents/index.ts'
import { CandleSource } from '../candles/index.ts'
import { Following, Id, IdempotencyKey, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { Universe } from '../universes/index.ts'
import { Mode } from './mode.ts'

export const Direction = z.enum(['LONG', 'SHORT'])
export type Direction = z.infer<typeof Direction>

export const Recommendation = z.enum(['Strong Buy', 'Buy', 'Neutral', 'Sell', 'Strong Sell'])
export type Recommendation = z.infer<typeof Recommendation>

/** What one agent added to a blend. `weight` is the mode's; an agent that abstained has no score and no part in the blend. */
export const Contribution = z.object({
  agent: AgentName,
  weight: z.number(),
  score: z.number().nullable(),
  confidence: Confidence.nullable(),
  abstention: Abstention.nullable(),
})
export type Contribution = z.infer<typeof Contribution>

/** Where to get in and out, in INR. `entry` is the last known close; distances are in units of R = |entry − stop|. */
export const TradePlan = z.object({
  entry: z.number().positive(),
  stop: z.number().positive(),
  stopBasis: z.enum(['atr', 'level']),
  target: z.number().positive(),
  targetBasis: z.enum(['level', 'multiple']),
  riskReward: z.number().positive(),
  atr: z.number().positive(),
})
export type TradePlan = z.infer<typeof TradePlan>

/** One pick of a run. `coverage` is the share of the mode's weight that answered, 0–1. */
export const Pick = z.object({
  rank: z.int().min(1),
  symbol: Symbol,
  direction: Direction,
  recommendation: Recommendation,
  score: z.number().min(0).max(100),
  confidence: Confidence,
  coverage: z.number().min(0).max(1),
  plan: TradePlan,
  contributions: z.array(Contribution),
  signals: z.array(Signal),
  reasoning: z.string(),
  lastCandle: Instant,
})
export type Pick = z.infer<typeof Pick>

/** Why a symbol of the universe is not among the picks. */
export const Exclusion = z.object({
  symbol: Symbol,
  reason: z.enum([
    'no-candles',
    'stale-candles',
    'low-coverage',
    'neutral',
    'below-gate',
    'low-risk-reward',
    'no-plan',
    'ranked-out',
  ]),
  detail: z.string(),
})
export type Exclusion = z.infer<typeof Exclusion>

/** An agent's result for one symbol of a run, picked or not. */
export const SymbolAnalysis = z.object({ symbol: Symbol, results: z.array(AgentResult) })
export type SymbolAnalysis = z.infer<typeof SymbolAnalysis>

/** Where the numbers of a run come from. `inputHash` is SHA-256 over every candle and setting that the run saw. */
export const RunProvenance = z.object({
  source: CandleSource,
  simulated: z.boolean(),
  adjustment: z.string(),
  session: SessionDate,
  benchmark: z.object({ symbol: Symbol, proxy: z.boolean() }).nullable(),
  benchmarkReason: z.string().nullable(),
  membership: z.object({ source: z.string(), from: SessionDate, to: SessionDate.nullable() }),
  missingMembers: z.array(Symbol),
  survivorship: z.string(),
  inputHash: z.string().regex(/^[0-9a-f]{64}$/),
  warnings: z.array(z.string()),
})
export type RunProvenance = z.infer<typeof RunProvenance>

export const RunCounts = z.object({
  members: z.int(),
  withCandles: z.int(),
  analysed: z.int(),
  covered: z.int(),
  picks: z.int(),
})
export type RunCounts = z.infer<typeof RunCounts>

/** What set a run off. */
export const RunTrigger = z.enum([
  'manual',
  'first',
  'warm-up',
  'pre-open',
  'hourly',
  'scalping-cycle',
  'replay',
  'proof',
  'bench',
])
export type RunTrigger = z.infer<typeof RunTrigger>

/** What a computation of picks depends on nothing but its inputs for: no ids, no timings. */
export const PicksResult = z.object({
  configVersion: z.string(),
  weights: z.partialRecord(AgentName, z.number()),
  coverage: z.number().min(0).max(1),
  abstention: Abstention.nullable(),
  counts: RunCounts,
  picks: z.array(Pick),
  exclusions: z.array(Exclusion),
  provenance: RunProvenance,
})
export type PicksResult = z.infer<typeof PicksResult>

/** One run of top picks for a universe and mode as of an instant. `coverage` is the mean over the symbols that were analysed. */
export const TopPicksRun = PicksResult.extend({
  id: Id,
  externalId: z.string().nullable(),
  lane: Lane,
  universe: Universe,
  mode: Mode,
  asOf: Instant,
  trigger: RunTrigger,
  startedAt: Instant,
  finishedAt: Instant,
  elapsedMs: z.number().nonnegative(),
})
export type TopPicksRun = z.infer<typeof TopPicksRun>

/** The latest run of a universe and mode, and whether it is still within its freshness. `servedFrom` names the store that answered. */
export const LatestTopPicks = z.object({
  run: TopPicksRun,
  stale: z.boolean(),
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type LatestTopPicks = z.infer<typeof LatestTopPicks>

/** A run in a list: without its picks. */
export const RunSummary = TopPicksRun.pick({
  id: true,
  lane: true,
  universe: true,
  mode: true,
  asOf: true,
  trigger: true,
  finishedAt: true,
  elapsedMs: true,
  counts: true,
  coverage: true,
  configVersion: true,
})
export type RunSummary = z.infer<typeof RunSummary>

export const RunKey = z.object({ universe: Universe, mode: Mode })
export type RunKey = z.infer<typeof RunKey>

export const RunRequest = RunKey.extend({
  asOf: Instant.optional(),
  idempotencyKey: IdempotencyKey.optional(),
})
export type RunRequest = z.infer<typeof RunRequest>

/** A question for the latest run; with `asOf`, the latest of that instant or before. */
export const LatestQuery = RunKey.extend({ asOf: Instant.optional() })
export type LatestQuery = z.infer<typeof LatestQuery>

/** A question for runs, newest first; without a universe or mode, of all. `before` is the last id of the page before. */
export const RunQuery = RunKey.partial().extend({
  before: Id.optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type RunQuery = z.infer<typeof RunQuery>

/** A wish to hear of published runs; without a universe or mode, of all. `lastEventId` is the `seq` of the last one that was received. */
export const RunSubscription = RunKey.partial().extend(Following.shape)
export type RunSubscription = z.infer<typeof RunSubscription>

/**
 * What flows through a subscription of runs. `seq` grows in publishing order; numbers between are of other publications. `run` is null in the first event
 * of one that starts afresh: it only says where the feed stands.
 */
export const RunFeedEvent = z.object({ seq: z.int(), run: TopPicksRun.nullable() })
export type RunFeedEvent = z.infer<typeof RunFeedEvent>
