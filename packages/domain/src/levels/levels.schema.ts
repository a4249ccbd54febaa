import { z } from 'zod'
import { CandleSource } from '../candles/index.ts'
import { Instant, SessionDate, Symbol } from '../shared/index.ts'

/** Which span of daily bars levels are made from: a session, a week, a month, a year of sessions. */
export const LevelsScope = z.enum(['D', 'W', 'M', 'Y'])
export type LevelsScope = z.infer<typeof LevelsScope>

/** Daily bars of each span. */
export const scopeSessions: Readonly<Record<LevelsScope, number>> = { D: 1, W: 5, M: 22, Y: 252 }

/** Floor pivots: the pivot, three resistances above it, three supports below it. In INR. */
export const PivotLevels = z.object({
  p: z.number(),
  r1: z.number(),
  r2: z.number(),
  r3: z.number(),
  s1: z.number(),
  s2: z.number(),
  s3: z.number(),
})
export type PivotLevels = z.infer<typeof PivotLevels>

/** Levels of a symbol, made from final daily bars of one source. */
export const SymbolLevels = PivotLevels.extend({
  symbol: Symbol,
  scope: LevelsScope,
  source: CandleSource,
  simulated: z.boolean(),
  /** First and last session that the bars are of. */
  from: SessionDate,
  session: SessionDate,
  /** Sessions between them that have no final bar. */
  missing: z.int().nonnegative(),
  /** Only candles that were known then are in it. */
  asOf: Instant,
})
export type SymbolLevels = z.infer<typeof SymbolLevels>

/** Levels that were asked for: null with a `reason` where there are none, and why they are out of date if they are. */
export const LevelsAnswer = z.object({
  symbol: Symbol,
  scope: LevelsScope,
  levels: SymbolLevels.nullable(),
  reason: z.string().nullable(),
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type LevelsAnswer = z.infer<typeof LevelsAnswer>

const Scopes = z.array(LevelsScope).min(1).max(LevelsScope.options.length).default(LevelsScope.options)

/** A question for the levels of symbols, by default over all spans and as of now. */
export const LevelsQuery = z.object({
  symbols: z.array(Symbol).min(1).max(100),
  scopes: Scopes,
  asOf: Instant.optional(),
})
export type LevelsQuery = z.infer<typeof LevelsQuery>

/** A question for where a price lies among levels; without a price, the newest one that is known. */
export const LevelsScoreQuery = z.object({
  symbol: Symbol,
  price: z.number().positive().max(100_000_000).optional(),
  scopes: Scopes,
  asOf: Instant.optional(),
})
export type LevelsScoreQuery = z.infer<typeof LevelsScoreQuery>

/** Where a price lies: 10 at or above R3 to 95 below S2, null with a `reason` where there are no levels or no price. */
export const LevelsScore = LevelsAnswer.extend({ score: z.number().nullable() })
export type LevelsScore = z.infer<typeof LevelsScore>

/** The price that was judged, from when it is (null for one that was given), and its place among the levels of each span. */
export const PriceScores = z.object({
  symbol: Symbol,
  price: z.number().nullable(),
  priceAt: Instant.nullable(),
  scores: z.array(LevelsScore),
})
export type PriceScores = z.infer<typeof PriceScores>

/** What a refresh did: symbols whose levels it computed, how many levels it wrote, and those that had none, with the reason. */
export const LevelsRefresh = z.object({
  asOf: Instant,
  symbols: z.int(),
  written: z.int(),
  without: z.array(z.object({ symbol: Symbol, scope: LevelsScope, reason: z.string() })),
})
export type LevelsRefresh = z.infer<typeof LevelsRefresh>
