import { round2, round4 } from '../shared/numbers.ts'
import { windowOf } from '../shared/window.ts'
import {
  type Agent,
  type AgentContext,
  abstain,
  answer,
  confidenceOf,
  type SubScore,
  sideOf,
  signalOf,
} from './agent.ts'
import { type Regime, regimeOf } from './regime.ts'

interface Part extends SubScore {
  readonly weight: number
}

const marketParts = ({ market }: AgentContext): Part[] => {
  const parts: Part[] = []
  const { benchmark, breadth } = market
  if (benchmark.symbol !== null && benchmark.regime !== null) {
    const score = benchmark.regime
    const description = `${benchmark.symbol} itself scores ${score.toFixed(0)}`
    parts.push({ name: 'benchmark regime', weight: 0.25, score, value: score, description })
  }
  if (breadth !== null) {
    const value = 100 * breadth.share
    const description = `${value.toFixed(0)} % of ${breadth.counted} members closed above their 50-bar average`
    parts.push({ name: 'breadth', weight: 0.15, score: value, value, description })
  }
  return parts
}

const stockParts = (regime: Regime): SubScore[] => [
  {
    name: 'trend',
    score: regime.trend,
    value: regime.trend,
    description: `trend against SMA 20 and SMA 50 scores ${regime.trend.toFixed(0)}`,
  },
  {
    name: 'momentum',
    score: regime.momentum,
    value: regime.momentum,
    description: `momentum by RSI 14 and MACD scores ${regime.momentum.toFixed(0)}`,
  },
]

const names = [
  [30, 'bear'],
  [45, 'weak bear'],
  [55, 'sideways'],
  [70, 'weak bull'],
] as const

const nameOf = (score: number): string => names.find(([bound]) => score < bound)?.[1] ?? 'bull'

/**
 * Trend, momentum and volatility of the stock (60 %), regime of the benchmark (25 %) and breadth of the universe (15 %); a missing part is left
 * out and named in the metadata. ADX 14 below 20 means that nothing trends: then confidence is at most Medium.
 */
export const marketRegime: Agent = (context) => {
  const window = windowOf(context.candles, context.config.windows.market_regime, context.config)
  if (!window.usable) return { answered: false, agent: 'market_regime', abstention: window.abstention }
  const regime = regimeOf(window.candles)
  if (regime === null)
    return abstain('market_regime', 'insufficient-candles', 'prices move too little to have a regime')
  const market = marketParts(context)
  const weight = market.reduce((sum, part) => sum + part.weight, 0.6)
  const score = market.reduce((sum, part) => sum + part.weight * part.score, 0.6 * regime.score) / weight
  const parts = [...stockParts(regime), ...market]
  const confidence = confidenceOf(
    score,
    parts.map((part) => sideOf(part.score)),
  )
  const { benchmark, breadth } = context.market
  return answer('market_regime', {
    score,
    confidence: confidence === 'High' && (regime.strength ?? 0) < 20 ? 'Medium' : confidence,
    signals: parts.map(signalOf),
    reasoning: `${nameOf(score)}: the stock itself scores ${regime.score.toFixed(0)}, ADX 14 ${regime.strength?.toFixed(0) ?? 'undefined'}`,
    metadata: {
      bars: window.candles.ts.length,
      stockScore: round2(regime.score),
      adx: regime.strength === null ? null : round2(regime.strength),
      volatilityPerBar: round4(regime.volatility),
      benchmarkScore: benchmark.symbol !== null && benchmark.regime !== null ? round2(benchmark.regime) : null,
      breadth: breadth === null ? null : round4(breadth.share),
    },
  })
}
