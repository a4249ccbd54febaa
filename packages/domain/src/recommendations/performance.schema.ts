import { z } from 'zod'
import { Estimate } from '../analyses/index.ts'
import { SessionDate } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'
import { RecommendationCounts } from './recommendation.schema.ts'

/** What recommendations are grouped by. `agent`: those that the agent's own score spoke for. `decile`: of conviction, 10 the strongest. */
export const Grouping = z.enum(['mode', 'universe', 'side', 'agent', 'decile'])
export type Grouping = z.infer<typeof Grouping>

/** Groupings that are counted call by call from the facts, and whose spans are therefore bounded. */
const factGroupings: readonly Grouping[] = ['agent', 'decile']

/** Longest span of a grouping that is counted from the facts, in days. */
const longestFactSpanDays = 400

const days = (date: string): number => Date.parse(date) / 86_400_000

/** The performance of recommendations by group, of signals between two exchange dates (both inclusive); without dates of all. */
export const RecommendationPerformanceQuery = z
  .object({
    by: Grouping,
    universe: Universe.optional(),
    mode: Mode.optional(),
    from: SessionDate.optional(),
    to: SessionDate.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'the span must not end before it begins',
  })
  .refine(
    ({ by, from, to }) =>
      !factGroupings.includes(by) ||
      (from !== undefined && to !== undefined && days(to) - days(from) <= longestFactSpanDays),
    { message: `by agent and by decile need from and to, at most ${longestFactSpanDays} days apart` },
  )
export type RecommendationPerformanceQuery = z.infer<typeof RecommendationPerformanceQuery>

/**
 * How recommendations of one group did: net returns after assumed costs, in percent of the entry price. Intervals are of whole sessions drawn again,
 * since picks of a session move together.
 */
export const GroupPerformance = z.object({
  group: z.string(),
  n: z.int(),
  /** Sessions on which they were signalled. */
  sessions: z.int(),
  wins: z.int(),
  losses: z.int(),
  /** Share of wins, 0–1. */
  winRate: Estimate,
  mean: Estimate,
  median: z.number(),
  /** Of the sample, n − 1; null of one. */
  standardDeviation: z.number().nullable(),
  /** Mean return of wins and of losses; null without any. */
  meanWin: z.number().nullable(),
  meanLoss: z.number().nullable(),
  /** Share of wins × mean win + share of losses × mean loss: break-evens count as nothing. */
  expectancy: z.number(),
  /** Mean return beyond the benchmark; null where none has one. */
  meanAlpha: z.number().nullable(),
  /** Deepest fall of the equity from its highest value, in percent, at most 0; null where a loss exceeds everything. */
  equityDrawdown: z.number().nullable(),
  /** Says that it rests on too little; null where it does not. */
  warning: z.string().nullable(),
})
export type GroupPerformance = z.infer<typeof GroupPerformance>

/** The performance of every group, and how many recommendations of the selection have no return (yet). */
export const RecommendationPerformance = z.object({
  by: Grouping,
  groups: z.array(GroupPerformance),
  counts: RecommendationCounts,
  warnings: z.array(z.string()),
})
export type RecommendationPerformance = z.infer<typeof RecommendationPerformance>
