import type { Direction, Recommendation } from '@fyntrix/domain/top-picks'
import type { EngineConfig, ModeConfig } from '../config/index.ts'

/** The band of a score: 70 and above Strong Buy, 60 Buy, 40 and below Sell, 30 Strong Sell, else Neutral. */
export const recommend = (score: number, { bands }: EngineConfig): Recommendation => {
  if (score >= bands.strongBuy) return 'Strong Buy'
  if (score >= bands.buy) return 'Buy'
  if (score <= bands.strongSell) return 'Strong Sell'
  return score <= bands.sell ? 'Sell' : 'Neutral'
}

/** The side that a recommendation takes, null for Neutral, which is never acted on. */
export const directionOf = (recommendation: Recommendation): Direction | null => {
  if (recommendation === 'Neutral') return null
  return recommendation === 'Strong Buy' || recommendation === 'Buy' ? 'LONG' : 'SHORT'
}

/** Whether a score is strong enough for the mode, in a direction. */
export const passesScoreGate = (score: number, direction: Direction, mode: ModeConfig): boolean =>
  direction === 'LONG' ? score >= mode.long.minScore : score <= mode.short.maxScore

/** Least reward per unit of risk that the mode asks for. */
export const minRiskReward = (direction: Direction, mode: ModeConfig): number =>
  direction === 'LONG' ? mode.long.minRiskReward : mode.short.minRiskReward
