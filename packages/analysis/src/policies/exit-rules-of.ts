import type { ExitProfile } from '@fyntrix/domain/policies'
import type { Direction, TradePlan } from '@fyntrix/domain/top-picks'
import type { ExitRules, HeldBar } from '../outcomes/index.ts'
import { longestBarsOf } from './longest-bars.ts'

/** Of a pick's plan what a profile may refer to: prices in INR, ATR14 of the mode's bars at the signal. */
export type PlanFacts = Readonly<Pick<TradePlan, 'stop' | 'target' | 'atr'>>

/** A position as far as its exits depend on it. */
export interface PositionFacts {
  readonly direction: Direction
  /** What was paid, in INR: the plan's entry is only what was expected. */
  readonly entryPrice: number
  readonly plan: PlanFacts
  /** The bars of the holding, as `Holding`. */
  readonly bars: readonly HeldBar[]
}

const stopOf = ({ stop }: ExitProfile, sign: number, { entryPrice, plan }: PositionFacts): number | null => {
  if (stop.kind === 'percent') return entryPrice - (sign * entryPrice * stop.percent) / 100
  if (stop.kind === 'atr') return entryPrice - sign * stop.multiple * plan.atr
  return stop.kind === 'plan' ? plan.stop : null
}

const targetOf = (
  { target }: ExitProfile,
  sign: number,
  stop: number | null,
  { entryPrice, plan }: PositionFacts,
): number | null => {
  if (target.kind === 'percent') return entryPrice + (sign * entryPrice * target.percent) / 100
  if (target.kind === 'risk') return stop === null ? null : entryPrice + target.multiple * (entryPrice - stop)
  return target.kind === 'plan' ? plan.target : null
}

/**
 * A profile in prices of one position. Long and short are mirror images around the entry. A plan that the entry has passed already is passed through:
 * the walk of the outcome leaves such a position at its entry. Throws RangeError unless entry and plan are positive numbers, since a stop at NaN
 * would never be reached.
 */
export const exitRulesOf = (profile: ExitProfile, facts: PositionFacts): ExitRules => {
  const { entryPrice, plan, bars } = facts
  for (const [name, value] of Object.entries({ entryPrice, stop: plan.stop, target: plan.target, atr: plan.atr }))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} must be a positive number, not ${value}`)
  const sign = facts.direction === 'LONG' ? 1 : -1
  const stop = stopOf(profile, sign, facts)
  return {
    stop,
    target: targetOf(profile, sign, stop, facts),
    trailing: profile.trailing && {
      activation: profile.trailing.activationPct / 100,
      distance: profile.trailing.distancePct / 100,
    },
    longestBars: longestBarsOf(profile.longestHold, bars),
  }
}
