import type { ArmChoice, ArmId, ArmMetrics, ArmStatistics } from '@fyntrix/domain/policies'
import { own } from './own.ts'

/** What a choice is made from. */
export interface ArmQuestion {
  /** What there is to choose from: the configured profiles, or the configured arms. */
  readonly arms: readonly ArmId[]
  /** The configured default; one of the arms. */
  readonly default: ArmId
  /** What was learnt of each arm; null before anything was, and an arm may be missing. */
  readonly metrics: Readonly<Record<ArmId, ArmMetrics>> | null
  /** See `contextOf`. */
  readonly context: string
  /** Outcomes that an arm needs to be compared, at least 1: in the context, or over all. */
  readonly minimumTrades: number
}

type Measured = { readonly id: ArmId; readonly statistics: ArmStatistics }

const measured = (
  { arms, metrics, minimumTrades }: ArmQuestion,
  pick: (metrics: ArmMetrics) => ArmStatistics | undefined,
): Measured[] =>
  arms.toSorted().flatMap((id) => {
    const found = own(metrics ?? {}, id)
    const statistics = found && pick(found)
    return statistics && statistics.n >= Math.max(1, minimumTrades) ? [{ id, statistics }] : []
  })

const bestOf = (
  question: ArmQuestion,
  reason: 'context' | 'overall',
  pick: (metrics: ArmMetrics) => ArmStatistics | undefined,
): ArmChoice | null => {
  const candidates = measured(question, pick)
  if (!candidates.some(({ id }) => id === question.default)) return null
  const { id, statistics } = candidates.reduce((best, next) =>
    next.statistics.meanReward > best.statistics.meanReward ? next : best,
  )
  return { id, reason, meanReward: statistics.meanReward, n: statistics.n }
}

/**
 * The arm with the best mean reward in the context; else with the best over all contexts; else the default. Only arms with enough outcomes are
 * compared, and only where the default is among them: without knowing what it is worth there is no ground to leave it. Of equal arms the one whose id
 * comes first.
 */
export const chooseArm = (question: ArmQuestion): ArmChoice =>
  bestOf(question, 'context', ({ contexts }) => own(contexts, question.context)) ??
  bestOf(question, 'overall', ({ overall }) => overall) ?? {
    id: question.default,
    reason: 'default',
    meanReward: null,
    n: 0,
  }

/**
 * {@link chooseArm}, but in the share `epsilon` (0–1) of all calls any arm, each as likely. Exits need no exploring, as every profile is replayed on
 * every outcome; this is for who wants to trade different arms for another reason. `random` is uniform in [0, 1). Throws RangeError for another
 * epsilon.
 */
export const chooseArmEpsilon = (question: ArmQuestion, epsilon: number, random: () => number): ArmChoice => {
  if (!(epsilon >= 0 && epsilon <= 1)) throw new RangeError(`epsilon must lie between 0 and 1, not ${epsilon}`)
  if (random() >= epsilon) return chooseArm(question)
  const drawn = question.arms.toSorted()[Math.floor(random() * question.arms.length)]
  return { id: drawn ?? question.default, reason: 'explored', meanReward: null, n: 0 }
}
