import type { Mode } from '@fyntrix/domain/top-picks'

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
}

const intradayCosts = 0.08
const deliveryCosts = 0.25

/** The assumptions in force: 25 basis points for what is held overnight, 8 within a session; ±0.5 %. */
export const outcomeConfig: OutcomeConfig = Object.freeze({
  version: '1.0.0',
  costPct: Object.freeze({
    scalping: intradayCosts,
    intraday: intradayCosts,
    swing: deliveryCosts,
    options: deliveryCosts,
    futures: deliveryCosts,
  }),
  thresholdPct: 0.5,
  breakThreshold: 0.25,
})
