import { interpolate, round2, round4 } from '../shared/numbers.ts'
import { commonCloses, logReturns, regress, standardDeviation } from '../shared/returns.ts'
import { windowOf } from '../shared/window.ts'
import { type Agent, abstain, answer, confidenceOf, type SubScore, sideOf, signalOf } from './agent.ts'

// annualised volatility in percent → score: calm stocks carry a position better than wild ones; 25 % is about the median over 120 sessions of the
// NIFTY 50 members in the nse-daily files (26 % in 2021–2024, 24 % in 2025–2026)
const volatilityPoints = [
  [10, 95],
  [20, 65],
  [25, 50],
  [40, 20],
  [60, 5],
] as const

// beta → score: less market risk for the same position
const betaPoints = [
  [0, 95],
  [0.5, 75],
  [1, 50],
  [1.5, 25],
  [2, 5],
] as const

/**
 * 70 % annualised volatility and 30 % beta of daily log returns over the newest 60 to 120 sessions that the stock has in common with the benchmark.
 * Reads daily bars in every mode. Without a benchmark there is no beta, and the agent abstains rather than assume one.
 */
export const risk: Agent = ({ day, market, config }) => {
  const bounds = config.windows.risk
  const window = windowOf(day, bounds, config)
  if (!window.usable) return { answered: false, agent: 'risk', abstention: window.abstention }
  const { benchmark } = market
  if (benchmark.symbol === null) return abstain('risk', 'no-benchmark', benchmark.reason)
  const closes = commonCloses(window.candles, benchmark.candles, bounds.maximum)
  const sessions = closes.a.length
  if (sessions < bounds.minimum) {
    const message = `needs ${bounds.minimum} sessions in common with ${benchmark.symbol} and has ${sessions}`
    return abstain('risk', 'insufficient-candles', message)
  }
  const returns = logReturns(closes.a)
  const line = regress(logReturns(closes.b), returns)
  if (line === null) return abstain('risk', 'no-benchmark', `${benchmark.symbol} did not move, so beta is undefined`)
  const volatility = 100 * standardDeviation(returns) * Math.sqrt(config.sessionsPerYear)
  const parts: SubScore[] = [
    {
      name: 'annualised volatility %',
      score: interpolate(volatilityPoints, volatility),
      value: volatility,
      description: `annualised volatility ${volatility.toFixed(1)} % over ${returns.length} sessions`,
    },
    {
      name: `beta to ${benchmark.symbol}`,
      score: interpolate(betaPoints, line.slope),
      value: line.slope,
      description: `beta ${line.slope.toFixed(2)} to ${benchmark.symbol} (R² ${line.rSquared.toFixed(2)})`,
    },
  ]
  const [volatilityScore = Number.NaN, betaScore = Number.NaN] = parts.map((part) => part.score)
  const score = 0.7 * volatilityScore + 0.3 * betaScore
  return answer('risk', {
    score,
    confidence: confidenceOf(
      score,
      parts.map((part) => sideOf(part.score)),
    ),
    signals: parts.map(signalOf),
    reasoning: parts.map((part) => part.description).join(', '),
    metadata: {
      sessions: returns.length,
      volatility: round2(volatility),
      beta: round4(line.slope),
      rSquared: round4(line.rSquared),
      benchmark: benchmark.symbol,
    },
  })
}
