import { z } from 'zod'
import { ArmId } from './policy-config.schema.ts'

const Count = z.int().nonnegative()

/**
 * What the outcomes of one arm add up to, in a form that can be added to and merged. Returns are after costs, returns and drawdowns in percent of the
 * entry price, drawdowns never positive. A mean over nothing is 0: `n` says so, and `captureN` for the capture, which an outcome without a gain
 * lacks.
 */
export const ArmStatistics = z.object({
  n: Count,
  meanReturnPct: z.number(),
  /** Sum of the squared deviations of the returns from their mean. */
  m2: z.number().nonnegative(),
  /** Outcomes labelled `WIN`, left at the target, left at the stop (one that had followed the price is none). */
  wins: Count,
  targets: Count,
  stops: Count,
  meanDrawdownPct: z.number().nonpositive(),
  captureN: Count,
  meanCapture: z.number().min(0).max(1),
  meanReward: z.number(),
})
export type ArmStatistics = z.infer<typeof ArmStatistics>

/** An arm over all outcomes, and over those of each context (`swing|Bull|LowVol|Moderate`) apart. */
export const ArmMetrics = z.object({ overall: ArmStatistics, contexts: z.record(z.string(), ArmStatistics) })
export type ArmMetrics = z.infer<typeof ArmMetrics>

/** An entry arm: statistics of what it lets through, and how many picks it refused or could not be judged by. */
export const EntryMetrics = ArmMetrics.extend({
  refused: Count,
  /** Picks recorded behind a gate that this arm is looser than: those that only it would have let through were never followed. */
  notEvaluable: Count,
})
export type EntryMetrics = z.infer<typeof EntryMetrics>

/** What a policy has learnt: each closed outcome counted once under every exit profile, and under every entry arm with the policy's default exits. */
export const PolicyMetrics = z.object({
  schema: z.literal(1),
  /** Closed outcomes that were consumed, and those that could not be told and were left out. */
  outcomes: Count,
  unavailable: Count,
  exits: z.record(ArmId, ArmMetrics),
  entries: z.record(ArmId, EntryMetrics),
})
export type PolicyMetrics = z.infer<typeof PolicyMetrics>
