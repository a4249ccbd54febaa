import type { OutcomeLabel } from '@fyntrix/domain/pick-events'
import type { Direction } from '@fyntrix/domain/top-picks'
import { signOf } from './exit-rules.ts'
import type { OutcomeConfig } from './outcome-config.ts'

/** Return from one price to another in percent of the first, before costs: positive for a gain, long and short alike. */
export const signedReturnPct = (direction: Direction, entry: number, price: number): number =>
  (signOf(direction) * 100 * (price - entry)) / entry + 0

/** What a return after costs, in percent, counts as. */
export const labelOf = (netReturnPct: number, { thresholdPct }: Pick<OutcomeConfig, 'thresholdPct'>): OutcomeLabel => {
  if (netReturnPct > thresholdPct) return 'WIN'
  return netReturnPct < -thresholdPct ? 'LOSS' : 'BREAKEVEN'
}
