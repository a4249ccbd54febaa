import { z } from 'zod'
import { Id, Symbol } from '../shared/index.ts'

/** What a model is asked to write: findings in a sentence each, and why one would follow the pick. */
export const InsightText = z.object({
  keyFindings: z.array(z.string().trim().min(1).max(300)).min(1).max(6),
  rationale: z.string().trim().min(1).max(1_500),
})
export type InsightText = z.infer<typeof InsightText>

/**
 * What a model wrote of a pick. Every number in it occurs in the facts of the pick. `model` is the one that was served; `requestId` is the call in the ledger of
 * LLM costs.
 */
export const PickInsight = InsightText.extend({ symbol: Symbol, model: z.string().min(1), requestId: Id })
export type PickInsight = z.infer<typeof PickInsight>

/** A pick without an insight, and why. */
export const MissingInsight = z.object({ symbol: Symbol, reason: z.string() })
export type MissingInsight = z.infer<typeof MissingInsight>

/** The insights of a run: each of its picks is in one of the two lists, in the order of ranks. */
export const RunInsights = z.object({ insights: z.array(PickInsight), missing: z.array(MissingInsight) })
export type RunInsights = z.infer<typeof RunInsights>
