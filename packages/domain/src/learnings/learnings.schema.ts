import { z } from 'zod'
import { AgentName } from '../agents/index.ts'
import { Interval } from '../analyses/index.ts'
import { Instant } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'

/**
 * How often a pattern of an agent told the way that the stock went over the horizon that the mode is judged by. A pattern is a kind of signal with its
 * side, such as `rsi bullish`; neutral signals tell nothing.
 */
export const Learning = z.object({
  agent: AgentName,
  mode: Mode,
  pattern: z.string(),
  /** Outcomes that it rests on. */
  sampleSize: z.int().positive(),
  hits: z.int().nonnegative(),
  /** Hits ÷ outcomes, 0–1, with Wilson's interval at 95 %, which takes outcomes for independent. */
  accuracy: z.number().min(0).max(1),
  interval: Interval.nullable(),
  lastUpdated: Instant,
})
export type Learning = z.infer<typeof Learning>

/** What is stored of a learning: the counts, from which the rest follows. */
export const LearningCounts = Learning.omit({ accuracy: true, interval: true })
export type LearningCounts = z.infer<typeof LearningCounts>

/** A question for learnings, those that rest on most first. */
export const LearningQuery = z.object({
  agent: AgentName.optional(),
  mode: Mode.optional(),
  /** Only patterns that rest on so many outcomes. */
  minimumSample: z.int().min(1).default(1),
  limit: z.int().min(1).max(500).default(100),
})
export type LearningQuery = z.infer<typeof LearningQuery>

/** What a round of learning did: outcomes that were looked at now, and patterns that changed. */
export const LearningReport = z.object({ outcomes: z.int(), patterns: z.int() })
export type LearningReport = z.infer<typeof LearningReport>
