import type { Urgency } from '@fyntrix/domain/shared'
import type { Direction } from '@fyntrix/domain/top-picks'

/** An open position and its price, all in INR. */
export interface Exposure {
  readonly direction: Direction
  readonly entry: number
  readonly stop: number
  readonly target: number
  readonly price: number
}

/** How an open position stands against its plan. */
export interface Health {
  readonly health: number
  readonly urgency: Urgency
  readonly alerts: readonly string[]
}

/** The legacy rule: close to the stop within 3 % of the price, to the target within 5 %, … */
const nearStop = 0.03
const nearTarget = 0.05
/** … but never before three quarters of the way: plans of a day lie within those percents altogether. */
const lastPart = 0.25
const stopPenalty = 40

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`

/** 100, less 40 close to the stop, which is critical; close to the target is of medium urgency. */
export const healthOf = ({ direction, entry, stop, target, price }: Exposure): Health => {
  const sign = direction === 'LONG' ? 1 : -1
  const [toStop, toTarget] = [sign * (price - stop), sign * (target - price)]
  const isNear = (left: number, whole: number, share: number): boolean =>
    left <= Math.min(share * price, lastPart * Math.abs(whole))
  if (isNear(toStop, entry - stop, nearStop))
    return {
      health: 100 - stopPenalty,
      urgency: 'CRITICAL',
      alerts: [`${percent(toStop, price)} from the stop at ${stop.toFixed(2)}`],
    }
  if (isNear(toTarget, target - entry, nearTarget))
    return {
      health: 100,
      urgency: 'MEDIUM',
      alerts: [`${percent(toTarget, price)} from the target at ${target.toFixed(2)}`],
    }
  return { health: 100, urgency: 'LOW', alerts: [] }
}
