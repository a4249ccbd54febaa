import type { ClosedOutcome } from '@fyntrix/domain/pick-events'
import type { ArmStatistics } from '@fyntrix/domain/policies'

/**
 * One outcome as statistics count it: percent of the entry price after costs, the drawdown never positive, the capture null where there was no gain.
 */
export interface Observation {
  readonly returnPct: number
  readonly drawdownPct: number
  readonly capture: number | null
  readonly win: boolean
  readonly target: boolean
  readonly stop: boolean
  readonly reward: number
}

/** A closed outcome and the reward that somebody gave it. */
export const observationOf = (outcome: ClosedOutcome, reward: number): Observation => ({
  returnPct: outcome.netReturnPct,
  drawdownPct: outcome.maxDrawdownPct,
  capture: outcome.captureRatio,
  win: outcome.label === 'WIN',
  target: outcome.hitTarget,
  stop: outcome.hitStop,
  reward,
})

/** Statistics of no outcome. */
export const emptyStatistics: ArmStatistics = Object.freeze({
  n: 0,
  meanReturnPct: 0,
  m2: 0,
  wins: 0,
  targets: 0,
  stops: 0,
  meanDrawdownPct: 0,
  captureN: 0,
  meanCapture: 0,
  meanReward: 0,
})

/** `share` is the second one's part of all values; 0 where there are none at all */
const between = (a: number, b: number, share: number): number => a + (b - a) * share

/**
 * Statistics of the outcomes of both, each of which must be counted in one only (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm
 * for computing sample variances", 1979). Counts are exact; means and squares depend on order and grouping by rounding only.
 */
export const merge = (a: ArmStatistics, b: ArmStatistics): ArmStatistics => {
  const n = a.n + b.n
  const captureN = a.captureN + b.captureN
  const share = n === 0 ? 0 : b.n / n
  return {
    n,
    meanReturnPct: between(a.meanReturnPct, b.meanReturnPct, share),
    m2: a.m2 + b.m2 + (b.meanReturnPct - a.meanReturnPct) ** 2 * a.n * share,
    wins: a.wins + b.wins,
    targets: a.targets + b.targets,
    stops: a.stops + b.stops,
    meanDrawdownPct: between(a.meanDrawdownPct, b.meanDrawdownPct, share),
    captureN,
    meanCapture: between(a.meanCapture, b.meanCapture, captureN === 0 ? 0 : b.captureN / captureN),
    meanReward: between(a.meanReward, b.meanReward, share),
  }
}

/** Statistics with one outcome more: Welford's update, which is {@link merge} with statistics of a single value. */
export const consume = (statistics: ArmStatistics, observation: Observation): ArmStatistics =>
  merge(statistics, {
    n: 1,
    meanReturnPct: observation.returnPct,
    m2: 0,
    wins: Number(observation.win),
    targets: Number(observation.target),
    stops: Number(observation.stop),
    meanDrawdownPct: observation.drawdownPct,
    captureN: observation.capture === null ? 0 : 1,
    meanCapture: observation.capture ?? 0,
    meanReward: observation.reward,
  })

/** Standard deviation of the returns in percent, of a sample (n − 1); null below two outcomes. */
export const standardDeviationOf = ({ n, m2 }: ArmStatistics): number | null => (n < 2 ? null : Math.sqrt(m2 / (n - 1)))
