import type { GateBaseline, GateVerdict } from '@fyntrix/domain/policies'
import { mean } from '../shared/numbers.ts'
import { clusterBootstrap, pooledMean } from '../statistics/index.ts'

/**
 * One pick traded both ways: net returns in percent of the entry price. `active` is the active policy's, or that of the plan's exits where there is
 * none.
 */
export interface PairedReturn {
  readonly candidateReturnPct: number
  readonly activeReturnPct: number
}

/** How to compare, and what to ask for. */
export interface GateOptions {
  readonly against: GateBaseline
  /** Sessions that one outcome spans: neighbours overlap, so they are drawn together. 1 for what ends within its session. */
  readonly span: number
  /** The same seed gives the same verdict. An integer. */
  readonly seed: number
  /** 100 pairs in 20 sessions unless given. */
  readonly minimumPairs?: number
  readonly minimumSessions?: number
}

/**
 * Whether a candidate earned more than what it would replace, on sessions (in order of time) that it was not chosen by. Paired: the difference on
 * each pick, so that what the market did to both drops out. It passes with enough pairs and sessions, and if the 95 % interval of the mean difference
 * lies above 0. Sessions are drawn whole and in blocks of the span (see `clusterBootstrap`).
 *
 * Of candidates that are no better 2.5 % should pass. Measured on 400 made-up markets each: 2 to 4 % at span 1 with 20 or 40 sessions. Where
 * differences of neighbours overlap fully, blocks of the span hold too little of that: at span 5 it is 12 % with 20 sessions and 7 % with 40 to 80,
 * at span 10 it is 23 % with 20 and 9 % with 60. So ask for more sessions there.
 *
 * Throws RangeError for a return that is no finite number, a span below 1, and a seed that is no integer.
 */
export const gateOf = (
  sessions: readonly (readonly PairedReturn[])[],
  { against, span, seed, minimumPairs = 100, minimumSessions = 20 }: GateOptions,
): GateVerdict => {
  const clusters = sessions.map((pairs) => pairs.map((pair) => pair.candidateReturnPct - pair.activeReturnPct))
  const differences = clusters.flat()
  if (!differences.every(Number.isFinite)) throw new RangeError('the gate compares finite returns only')
  const statistic = pooledMean(clusters)
  const interval = clusterBootstrap({ clusters: clusters.length, statistic, blockLength: span, seed })
  const n = differences.length
  const traded = clusters.filter((cluster) => cluster.length > 0).length
  const reasons = [
    !(n >= minimumPairs) && `${n} pairs, ${minimumPairs} are needed`,
    !(traded >= minimumSessions) && `${traded} sessions, ${minimumSessions} are needed`,
    interval === null && `${traded} sessions in blocks of ${span} are too few for an interval`,
    interval !== null &&
      !(interval.low > 0) &&
      `not certainly better: the interval begins at ${interval.low.toFixed(3)} %`,
  ].filter((reason) => reason !== false)
  return {
    passed: reasons.length === 0,
    against,
    n,
    sessions: traded,
    meanDifferencePct: n === 0 ? null : mean(differences),
    interval,
    reasons,
  }
}
