import { z } from 'zod'
import { Confidence, Signal } from '../agents/index.ts'
import { CandleSource } from '../candles/index.ts'
import { Id, Instant, Lane, Symbol } from '../shared/index.ts'
import { Contribution, Mode, Recommendation } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** The mode whose analyses give the score of a symbol: daily bars, which every source has, and one set of weights for all symbols. */
export const scoreMode: Mode = 'swing'

/**
 * The one score of a symbol, for all universes and instances: the blend of what agents said of it last in a run of `scoreMode`. `blendScore` is null with a
 * `reason` where they said too little. `analyzedAt` is the instant that the run was made as of; nothing but a newer run renews it.
 */
export const GlobalScore = z.object({
  symbol: Symbol,
  blendScore: z.number().min(0).max(100).nullable(),
  reason: z.string().nullable(),
  confidence: Confidence.nullable(),
  recommendation: Recommendation.nullable(),
  coverage: z.number().min(0).max(1),
  /** Whether the run picked it; else the gate that it failed, in words. */
  isActionable: z.boolean(),
  recommendationNote: z.string().nullable(),
  riskRewardRatio: z.number().nullable(),
  agents: z.array(Contribution),
  keySignals: z.array(Signal),
  reasoning: z.string().nullable(),
  analyzedAt: Instant,
  runId: Id,
  universe: Universe,
  mode: Mode,
  lane: Lane,
  source: CandleSource,
  simulated: z.boolean(),
})
export type GlobalScore = z.infer<typeof GlobalScore>

/** The score of a symbol that was asked for: null before the first analysis, and why it is out of date if it is. */
export const ScoreAnswer = z.object({
  symbol: Symbol,
  score: GlobalScore.nullable(),
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type ScoreAnswer = z.infer<typeof ScoreAnswer>

/** A question for the scores of symbols; with `asOf`, of what had been said then. */
export const ScoresQuery = z.object({ symbols: z.array(Symbol).min(1).max(200), asOf: Instant.optional() })
export type ScoresQuery = z.infer<typeof ScoresQuery>

/** A question for the stocks of a universe, or of all, by score, highest first. */
export const TopScoresQuery = z.object({
  universe: Universe.optional(),
  minimumConfidence: Confidence.optional(),
  actionableOnly: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(100),
  asOf: Instant.optional(),
})
export type TopScoresQuery = z.infer<typeof TopScoresQuery>

/** A score in its place, from 1. Equal scores are in order of symbol, so any two symbols stand in the same order in every universe. */
export const RankedScore = GlobalScore.extend({
  rank: z.int().min(1),
  blendScore: z.number().min(0).max(100),
  staleReason: z.string().nullable(),
})
export type RankedScore = z.infer<typeof RankedScore>

/** Stocks by score, and those that have none, with the reason. */
export const TopScores = z.object({
  universe: Universe.nullable(),
  asOf: Instant,
  scores: z.array(RankedScore),
  without: z.array(z.object({ symbol: Symbol, reason: z.string() })),
})
export type TopScores = z.infer<typeof TopScores>

/** What a refresh did: scores that it wrote, how many of them are out of date, and the oldest analysis among them. */
export const ScoresRefresh = z.object({ written: z.int(), stale: z.int(), oldest: Instant.nullable() })
export type ScoresRefresh = z.infer<typeof ScoresRefresh>
