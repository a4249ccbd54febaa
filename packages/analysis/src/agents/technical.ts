import { mean } from '../shared/numbers.ts'
import { windowOf } from '../shared/window.ts'
import { type Agent, abstain, answer, confidenceOf, sideOf, signalOf } from './agent.ts'
import { technicalSubScores } from './technical.rules.ts'

/**
 * The mean of well-known indicators on the mode's bars, each read as a score. A rule that is undefined on these bars (no volume, no movement) is
 * left out; with fewer than half of them left the agent abstains.
 */
export const technical: Agent = ({ candles, config }) => {
  const window = windowOf(candles, config.windows.technical, config)
  if (!window.usable) return { answered: false, agent: 'technical', abstention: window.abstention }
  const all = technicalSubScores(window.candles)
  const defined = all.filter(({ score }) => Number.isFinite(score))
  if (defined.length * 2 < all.length) {
    return abstain('technical', 'insufficient-candles', 'prices and volumes move too little for most indicators')
  }
  const score = mean(defined.map((rule) => rule.score))
  const verdicts = defined.map((rule) => sideOf(rule.score))
  const count = (side: string): number => verdicts.filter((verdict) => verdict === side).length
  return answer('technical', {
    score,
    confidence: confidenceOf(score, verdicts),
    // the most decided first
    signals: defined.toSorted((a, b) => Math.abs(b.score - 50) - Math.abs(a.score - 50)).map(signalOf),
    reasoning: `${count('bullish')} of ${defined.length} indicators bullish, ${count('bearish')} bearish`,
    metadata: { bars: window.candles.ts.length, rules: defined.length, undefinedRules: all.length - defined.length },
  })
}
