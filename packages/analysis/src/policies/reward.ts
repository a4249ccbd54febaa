import type { ClosedOutcome } from '@fyntrix/domain/pick-events'
import type { ArmStatistics } from '@fyntrix/domain/policies'
import { clamp } from '../shared/numbers.ts'

type Judged = Pick<ClosedOutcome, 'netReturnPct' | 'maxDrawdownPct' | 'captureRatio' | 'hitStop'>

const bounded = (reward: number): number => clamp(reward, -1.5, 1.5)
/** −1 to 1, reached at 2 % either way. */
const gainOf = ({ netReturnPct }: Judged): number => clamp(netReturnPct / 2, -1, 1)
/** 0 to 1, reached 4 % under water. */
const painOf = ({ maxDrawdownPct }: Judged): number => clamp(-maxDrawdownPct / 4, 0, 1)
const stopOf = ({ hitStop }: Judged): number => (hitStop ? 1 : 0)

/**
 * What an exit was worth: 0.5 · (net return ÷ 2 %, clamped to ±1) + 0.3 · capture − 0.1 · (drawdown ÷ 4 %, at most 1) − 0.1 where it was stopped. An
 * outcome that never gained has captured nothing; a stop that had followed the price is no stop here. Legacy weights on returns after costs; its
 * clamp to ±1.5 is kept, though the terms reach from −0.7 to 0.8 only.
 */
export const exitReward = (outcome: Judged): number =>
  bounded(0.5 * gainOf(outcome) + 0.3 * (outcome.captureRatio ?? 0) - 0.1 * painOf(outcome) - 0.1 * stopOf(outcome))

/**
 * What an entry was worth: 0.6 · (net return ÷ 2 %, clamped to ±1) − 0.2 · (drawdown ÷ 4 %, at most 1) − 0.2 where it was stopped. The legacy
 * weights; capture has no part in it, since how much of a gain is kept is the exit's doing.
 */
export const entryReward = (outcome: Judged): number =>
  bounded(0.6 * gainOf(outcome) - 0.2 * painOf(outcome) - 0.2 * stopOf(outcome))

/**
 * The legacy score of an exit profile: mean return + 0.5 · mean capture − 0.5 · |mean drawdown| − 30 · share of stops, where return and drawdown are
 * in percent, capture and share 0–1. One stop more in a hundred outweighs 0.3 % of return, so it is there to be compared with the legacy's and no
 * choice goes by it. Null of nothing.
 */
export const profileScore = ({
  n,
  meanReturnPct,
  meanCapture,
  meanDrawdownPct,
  stops,
}: ArmStatistics): number | null =>
  n === 0 ? null : meanReturnPct + 0.5 * meanCapture - 0.5 * Math.abs(meanDrawdownPct) - (30 * stops) / n
