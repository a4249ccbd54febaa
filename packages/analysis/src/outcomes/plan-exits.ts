import type { Mode } from '@fyntrix/domain/top-picks'
import type { ExitRules } from './exit-rules.ts'
import type { OutcomeConfig } from './outcome-config.ts'

/** What a plan says about leaving. Prices in INR. */
export interface PlannedExits {
  readonly mode: Mode
  readonly stop: number | null
  readonly target: number | null
}

/** When a pick is left: by its plan, and by the trailing stop of its mode. What tells outcomes and what watches open positions go by the same rules. */
export const exitsOfPlan = (
  { mode, stop, target }: PlannedExits,
  { trailing }: Pick<OutcomeConfig, 'trailing'>,
): ExitRules => ({ stop, target, trailing: trailing[mode], longestBars: null })
