import type { AgentName, AgentResult, Confidence, Signal } from '@fyntrix/domain/agents'
import type { Contribution, Mode, Recommendation } from '@fyntrix/domain/top-picks'
import type { EngineConfig } from '../config/index.ts'
import { blend, isCovered } from './blend.ts'
import { explain, keySignals } from './explain.ts'
import { directionOf, recommend } from './recommendation.ts'

/** What agents said of a symbol, taken together. The score is null, with the reason, where too little of the weight answered. */
export interface SymbolScore {
  readonly score: number | null
  readonly reason: string | null
  readonly confidence: Confidence | null
  readonly recommendation: Recommendation | null
  readonly coverage: number
  readonly contributions: readonly Contribution[]
  readonly signals: readonly Signal[]
  readonly reasoning: string | null
}

const share = (part: number): string => `${(100 * part).toFixed(0)} %`

/** The score of a symbol by the weights that its run had: for a symbol that the run picked, the score of the pick. */
export const scoreSymbol = (
  results: readonly AgentResult[],
  mode: Mode,
  weights: Readonly<Partial<Record<AgentName, number>>>,
  config: EngineConfig,
): SymbolScore => {
  const blended = blend(results, { ...config.modes[mode], weights })
  const { score, confidence, coverage, contributions } = blended
  if (score === null || confidence === null || !isCovered(blended, config)) {
    const reason = `${share(coverage)} of the weight answered, ${share(config.coverageFloor)} is needed`
    return {
      score: null,
      reason,
      confidence: null,
      recommendation: null,
      coverage,
      contributions,
      signals: [],
      reasoning: null,
    }
  }
  const recommendation = recommend(score, config)
  const direction = directionOf(recommendation)
  // contributions are in order of weight, and so are the signals to be
  const inOrder = contributions.flatMap(({ agent }) => results.filter((result) => result.agent === agent))
  return {
    score,
    reason: null,
    confidence,
    recommendation,
    coverage,
    contributions,
    signals: keySignals(inOrder, direction ?? (score >= 50 ? 'LONG' : 'SHORT')),
    reasoning: explain(blended, direction ?? 'Neutral'),
  }
}
