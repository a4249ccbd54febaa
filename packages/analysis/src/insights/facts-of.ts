import type { Signal } from '@fyntrix/domain/agents'
import type { Contribution, Pick } from '@fyntrix/domain/top-picks'

const plain = (value: number, decimals = 2): string => String(Number(value.toFixed(decimals)))
const rupees = (value: number): string => `₹${plain(value)}`
const away = (price: number, entry: number): string => `${plain(Math.abs((100 * (price - entry)) / entry))}% from entry`

const contributionFact = ({ agent, weight, score, confidence, abstention }: Contribution): string =>
  score === null
    ? `Agent ${agent}: no answer (${abstention?.message ?? 'no reason given'})`
    : `Agent ${agent}: score ${plain(score, 1)}, weight ${plain(weight)}, confidence ${confidence ?? 'unknown'}`

const signalFact = ({ type, direction, value, description }: Signal): string =>
  `Signal ${type} (${direction})${value === null ? '' : ` ${plain(value, 4)}`}: ${description}`

/**
 * What is known of a pick, a fact a line: the only numbers that may be said of it. Prices in INR, distances in percent of the entry, scores of 100, weights and
 * coverage as shares.
 */
export const factsOf = (pick: Pick): string => {
  const { plan } = pick
  return [
    `Symbol: ${pick.symbol}`,
    `Direction: ${pick.direction}`,
    `Recommendation: ${pick.recommendation}`,
    `Rank: ${pick.rank}`,
    `Score: ${plain(pick.score, 1)} of 100`,
    `Confidence: ${pick.confidence}`,
    `Coverage: ${plain(100 * pick.coverage, 0)}% of the weight answered`,
    `Entry: ${rupees(plan.entry)}, the last known close`,
    `Stop: ${rupees(plan.stop)}, ${away(plan.stop, plan.entry)}, by ${plan.stopBasis}`,
    `Target: ${rupees(plan.target)}, ${away(plan.target, plan.entry)}, by ${plan.targetBasis}`,
    `Reward to risk: ${plain(plan.riskReward)}`,
    `Average true range: ${rupees(plan.atr)}`,
    ...pick.contributions.map(contributionFact),
    ...pick.signals.map(signalFact),
    `Summary: ${pick.reasoning}`,
  ].join('\n')
}
