import type { AgentPerformance, Estimate } from '@fyntrix/domain/analyses'
import { mean } from '../shared/numbers.ts'
import { clusterBootstrap, informationCoefficient, pooledMean, type ScoredSession } from '../statistics/index.ts'
import { plantedSessions, shuffledSessions } from './controls.ts'

/** Least number of pairs for a session to have a rank correlation, and of sessions for a measurement. */
const leastPairs = 5
const leastSessions = 10

interface Measuring {
  /** Sessions that one outcome spans: neighbours overlap, so they are drawn together. */
  readonly span: number
  readonly seed: number
}

const intervalOf = (clusters: readonly (readonly number[])[], { span, seed }: Measuring) =>
  clusterBootstrap({ clusters: clusters.length, statistic: pooledMean(clusters), blockLength: span, seed })

const coefficientOf = (sessions: readonly ScoredSession[], measuring: Measuring): Estimate | null => {
  const found = informationCoefficient(sessions, leastPairs)
  if (found === null || found.sessions < leastSessions) return null
  return {
    value: found.value,
    interval: intervalOf(
      found.correlations.map((value) => [value]),
      measuring,
    ),
    sessions: found.sessions,
    n: found.pairs,
  }
}

/** 1 for each score on the right side of 50, 0 for each on the wrong one; what takes no side, or did not move, says nothing */
const hitsOf = ({ scores, returns }: ScoredSession): number[] =>
  scores.flatMap((score, i) => {
    const told = Math.sign(score - 50) * Math.sign(returns[i] ?? 0)
    return told === 0 ? [] : [told > 0 ? 1 : 0]
  })

const hitRateOf = (sessions: readonly ScoredSession[], measuring: Measuring): Estimate | null => {
  const clusters = sessions.map(hitsOf).filter((hits) => hits.length > 0)
  if (clusters.length < leastSessions) return null
  return {
    value: mean(clusters.flat()),
    interval: intervalOf(clusters, measuring),
    sessions: clusters.length,
    n: clusters.flat().length,
  }
}

/**
 * How well scores of sessions (in order of time) told the returns of their stocks over the horizon that follows. The information coefficient is
 * the mean over sessions of Spearman's rank correlation, as alphalens defines it for a factor by date; the hit rate is the share of scores on the right side
 * of 50. Intervals are block bootstraps of whole sessions, since stocks of a session move together and horizons overlap. Deterministic for a seed.
 */
export const agentPerformance = (
  sessions: readonly ScoredSession[],
  measuring: Measuring,
): Omit<AgentPerformance, 'agent' | 'horizon'> => {
  const coefficient = coefficientOf(sessions, measuring)
  const hitRate = hitRateOf(sessions, measuring)
  const usable = sessions.filter(({ scores }) => scores.length >= leastPairs).length
  return {
    informationCoefficient: coefficient,
    hitRate,
    reason:
      coefficient && hitRate
        ? null
        : `needs ${leastSessions} sessions with at least ${leastPairs} outcomes and scores that differ; ${usable} of ${sessions.length} have so many outcomes`,
    controls: {
      shuffled: coefficientOf(shuffledSessions(sessions, measuring.seed), measuring),
      planted: coefficientOf(plantedSessions(sessions, measuring.seed), measuring),
    },
  }
}
