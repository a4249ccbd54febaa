import { rankCorrelation } from './rank-correlation.ts'

/** The scores of one trading session and what the same symbols returned afterwards, in the same order. */
export interface ScoredSession {
  readonly scores: readonly number[]
  /** Forward returns, in any unit: only their order counts. */
  readonly returns: readonly number[]
}

/** How well scores order the returns that follow, and on how much that rests. */
export interface InformationCoefficient {
  /** Mean rank correlation over the sessions used, −1 to 1. */
  readonly value: number
  /** Sessions used. */
  readonly sessions: number
  /** Pairs of score and return in the sessions used. */
  readonly pairs: number
  /** Sessions left out: too few pairs, a side that does not vary, or a value that is NaN. */
  readonly left: number
  /** The rank correlation of each session used, in their order. */
  readonly correlations: readonly number[]
}

/**
 * Mean over sessions of the rank correlation of scores and forward returns: alphalens defines the information
 * coefficient as the Spearman rank correlation of factor values and forward returns, per date. Each session counts
 * once, whatever its size. Null where no session has at least `minimumPairs` pairs and a defined {@link
 * rankCorrelation}. Throws RangeError for a session with more scores than returns, or fewer.
 */
export const informationCoefficient = (
  sessions: readonly ScoredSession[],
  minimumPairs = 5,
): InformationCoefficient | null => {
  const correlations: number[] = []
  let [sum, pairs] = [0, 0]
  for (const { scores, returns } of sessions) {
    const correlation = rankCorrelation(scores, returns)
    if (correlation === null || scores.length < minimumPairs) continue
    correlations.push(correlation)
    sum += correlation
    pairs += scores.length
  }
  const used = correlations.length
  return used > 0 ? { value: sum / used, sessions: used, pairs, left: sessions.length - used, correlations } : null
}
