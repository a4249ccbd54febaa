import type { Abstention, AgentName, AgentResult, Confidence, Signal } from '@fyntrix/domain/agents'
import type { CandleColumns } from '@fyntrix/domain/candles'
import type { EngineConfig } from '../config/index.ts'
import { clamp, round2, round4 } from '../shared/numbers.ts'

/** What all symbols of a run have in common. */
export interface MarketContext {
  /** The benchmark's daily candles, or why nothing may be compared with it. */
  readonly benchmark:
    | { readonly symbol: string; readonly candles: CandleColumns; readonly regime: number | null }
    | { readonly symbol: null; readonly reason: string }
  /** Share of the members, 0–1, that closed above their 50-bar average, over the `counted` whose window is complete; null below the minimum. */
  readonly breadth: { readonly share: number; readonly counted: number } | null
}

/** What an agent sees of one symbol: candles up to the as-of instant, and nothing else. */
export interface AgentContext {
  readonly symbol: string
  /** Bars of the mode's interval. */
  readonly candles: CandleColumns
  /** Daily bars; the same as `candles` where the mode reads those. */
  readonly day: CandleColumns
  readonly market: MarketContext
  readonly config: EngineConfig
}

/** Scores one symbol or abstains. A pure function of the context. */
export type Agent = (context: AgentContext) => AgentResult

/** One rule's verdict: a score 0–100 with 50 neutral, NaN where the rule is undefined on these bars. `value` in the unit that the name implies. */
export interface SubScore {
  readonly name: string
  readonly score: number
  readonly value: number
  readonly description: string
}

// within 5 of neutral a verdict has no side
const neutralHalfWidth = 5

/** Which side a score takes. */
export const sideOf = (score: number): Signal['direction'] => {
  if (score > 50 + neutralHalfWidth) return 'bullish'
  return score < 50 - neutralHalfWidth ? 'bearish' : 'neutral'
}

/**
 * How sure a score is: by its distance from neutral and by how many verdicts take its side, alike for both sides. High needs a distance of 20, three
 * verdicts and two thirds of all; Medium 10, two and half.
 */
export const confidenceOf = (score: number, verdicts: readonly Signal['direction'][]): Confidence => {
  const distance = Math.abs(score - 50)
  const side = score > 50 ? 'bullish' : 'bearish'
  const agreeing = verdicts.filter((verdict) => verdict === side).length
  if (distance >= 20 && agreeing >= 3 && agreeing * 3 >= verdicts.length * 2) return 'High'
  return distance >= 10 && agreeing >= 2 && agreeing * 2 >= verdicts.length ? 'Medium' : 'Low'
}

/** The signal that a sub-score gives. */
export const signalOf = ({ name, score, value, description }: SubScore): Signal => ({
  type: name,
  direction: sideOf(score),
  value: Number.isFinite(value) ? round4(value) : null,
  description,
})

/** No answer, and why. */
export const abstain = (agent: AgentName, code: Abstention['code'], message: string): AgentResult => ({
  answered: false,
  agent,
  abstention: { code, message },
})

/** An answer. The score is kept to two decimals, so that a blend can be recomputed from what is shown. */
export const answer = (
  agent: AgentName,
  result: {
    readonly score: number
    readonly confidence: Confidence
    readonly signals: readonly Signal[]
    readonly reasoning: string
    readonly metadata: Readonly<Record<string, number | string | boolean | null>>
  },
): AgentResult => ({
  answered: true,
  agent,
  score: round2(clamp(result.score, 0, 100)),
  confidence: result.confidence,
  signals: [...result.signals],
  reasoning: result.reasoning,
  metadata: result.metadata,
})
