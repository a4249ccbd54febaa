import type { AgentResult } from '@fyntrix/domain/agents'
import type { CandleColumns } from '@fyntrix/domain/candles'
import type { Exclusion } from '@fyntrix/domain/top-picks'
import {
  type Blend,
  type Candidate,
  directionOf,
  explain,
  isCovered,
  keySignals,
  minRiskReward,
  passesScoreGate,
  recommend,
} from './blend/index.ts'
import type { EngineConfig, ModeConfig } from './config/index.ts'
import { last } from './indicators/index.ts'
import { tradePlan } from './levels/index.ts'

/** One symbol on its way to being a pick. */
export interface Analysed {
  readonly symbol: string
  readonly candles: CandleColumns
  readonly day: CandleColumns
  readonly results: readonly AgentResult[]
  readonly blend: Blend
}

/** A candidate for the ranking, or the first gate that it failed. */
export type Selection = { readonly candidate: Candidate } | { readonly candidate: null; readonly exclusion: Exclusion }

/**
 * The gates in order: coverage, side (Neutral is never acted on), score of the mode, plan, reward per unit of risk. Each symbol has exactly one
 * outcome; no gate is ever relaxed to have something to show.
 */
export const select = (analysed: Analysed, mode: ModeConfig, config: EngineConfig): Selection => {
  const { symbol, candles, day, results, blend } = analysed
  const exclude = (reason: Exclusion['reason'], detail: string): Selection => ({
    candidate: null,
    exclusion: { symbol, reason, detail },
  })
  const { score, confidence, coverage } = blend
  if (score === null || confidence === null || !isCovered(blend, config)) {
    const share = (part: number): string => `${(100 * part).toFixed(0)} %`
    return exclude(
      'low-coverage',
      `${share(coverage)} of the weight answered, ${share(config.coverageFloor)} is needed`,
    )
  }
  const recommendation = recommend(score, config)
  const direction = directionOf(recommendation)
  if (direction === null) return exclude('neutral', `score ${score.toFixed(2)}`)
  if (!passesScoreGate(score, direction, mode)) {
    const bound = direction === 'LONG' ? `at least ${mode.long.minScore}` : `at most ${mode.short.maxScore}`
    return exclude('below-gate', `score ${score.toFixed(2)}, ${direction} needs ${bound}`)
  }
  const planning = tradePlan(direction, candles, day, config)
  if (planning.plan === null) return exclude('no-plan', planning.reason)
  const { plan } = planning
  const needed = minRiskReward(direction, mode)
  if (plan.riskReward < needed) {
    return exclude('low-risk-reward', `reward is ${plan.riskReward.toFixed(2)} times the risk, ${needed} is needed`)
  }
  return {
    candidate: {
      symbol,
      direction,
      recommendation,
      score,
      confidence,
      coverage,
      plan,
      contributions: [...blend.contributions],
      signals: keySignals(results, direction),
      reasoning: explain(blend, direction),
      lastCandle: new Date(last(candles.ts)).toISOString(),
    },
  }
}
