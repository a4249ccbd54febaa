import type { Mode } from '@fyntrix/domain/top-picks'
import type { ExitRules } from './exit-rules.ts'

/** Every assumption of an outcome that somebody may want to argue about. */
export interface OutcomeConfig {
  /** Written on every outcome. Changing a number here, or the rules of the walk, needs a new version. */
  readonly version: string
  /** Assumed costs of entering and leaving together, in percent of the entry price. */
  readonly costPct: Readonly<Record<Mode, number>>
  /** A net return beyond this many percent is a win or a loss. */
  readonly thresholdPct: number
  /** An open this far from the previous close, as a fraction, is an event that the prices are not adjusted for. */
  readonly breakThreshold: number
  /** A stop that follows the price beside the one of the plan, see `ExitRules`; null for modes without one. */
  readonly trailing: Readonly<Record<Mode, ExitRules['trailing']>>
}

const intradayCosts = 0.08
const deliveryCosts = 0.25

/** The assumptions in force: 25 basis points for what is held overnight, 8 within a session; ±0.5 %; scalps trail. */
export const outcomeConfig: OutcomeConfig = Object.freeze({
  version: '1.1.0',
  costPct: Object.freeze({
    scalping: intradayCosts,
    intraday: intradayCosts,
    swing: deliveryCosts,
    options: deliveryCosts,
    futures: deliveryCosts,
  }),
  thresholdPct: 0.5,
  breakThreshold: 0.25,
  trailing: Object.freeze({
    // once 0.2 % ahead, 0.3 % behind the best price
    scalping: Object.freeze({ activation: 0.002, distance: 0.003 }),
    intraday: null,
    swing: null,
    options: null,
    futures: null,
  }),
})
