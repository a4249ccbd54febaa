import { z } from 'zod'
import { AgentName, AgentResult } from '../agents/index.ts'
import { Horizon } from '../pick-events/index.ts'
import { Id, Instant, Symbol } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** What one agent said about one symbol in one run. */
export const AgentAnalysis = z.object({
  id: Id,
  runId: Id,
  symbol: Symbol,
  universe: Universe,
  mode: Mode,
  asOf: Instant,
  result: AgentResult,
})
export type AgentAnalysis = z.infer<typeof AgentAnalysis>

/** A question for what was said of a symbol, newest first; without an agent, by all. `before` is the last id of the page before. */
export const AnalysisQuery = z.object({
  symbol: Symbol,
  agent: AgentName.optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(500).default(50),
})
export type AnalysisQuery = z.infer<typeof AnalysisQuery>

/**
 * How good agents were over the picks that were signalled from `from` to `to` (both inclusive, at most 400 days apart). Without a horizon, over each that
 * the mode's picks are followed.
 */
export const PerformanceQuery = z
  .object({
    universe: Universe,
    mode: Mode,
    from: Instant,
    to: Instant,
    horizon: Horizon.optional(),
  })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), { message: 'the span must not end before it begins' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 400 * 86_400_000, {
    message: 'a span is at most 400 days long',
  })
export type PerformanceQuery = z.infer<typeof PerformanceQuery>

/** Bounds within which a value lies with the given probability. */
export const Interval = z.object({ low: z.number(), high: z.number(), level: z.number() })
export type Interval = z.infer<typeof Interval>

/** A measured value with its interval, null where that can not be told; `sessions` and `n` say how much it rests on. */
export const Estimate = z.object({
  value: z.number(),
  interval: Interval.nullable(),
  sessions: z.int(),
  n: z.int(),
})
export type Estimate = z.infer<typeof Estimate>

/**
 * How good an agent, or the blend of all, was over one horizon. `informationCoefficient` is the mean over sessions of the rank correlation of score and
 * return of the stock; `hitRate` the share of scores on the right side of 50. Both are null with a `reason` where there is too little.
 */
export const AgentPerformance = z.object({
  agent: z.union([AgentName, z.literal('blend')]),
  horizon: Horizon,
  informationCoefficient: Estimate.nullable(),
  hitRate: Estimate.nullable(),
  reason: z.string().nullable(),
  /** The same measurement of what is known: returns in random order say nothing, a score that tells half of the returns says much. */
  controls: z.object({ shuffled: Estimate.nullable(), planted: Estimate.nullable() }),
})
export type AgentPerformance = z.infer<typeof AgentPerformance>

/** The performance of all agents, and what it was measured on. `warnings` say what limits it. */
export const PerformanceReport = z.object({
  universe: Universe,
  mode: Mode,
  from: Instant,
  to: Instant,
  picks: z.int(),
  agents: z.array(AgentPerformance),
  warnings: z.array(z.string()),
})
export type PerformanceReport = z.infer<typeof PerformanceReport>
