import type { Alert, AlertCode, Judgement, Quote } from '@fyntrix/domain/portfolio'
import type { Urgency } from '@fyntrix/domain/shared'
import type { Direction } from '@fyntrix/domain/top-picks'

/** From how many percent of the price on a level counts as near. The original's figures. */
const near = { stop: 3, target: 5 } as const
const health = { atEase: 100, nearStop: 60, beyondStop: 0 } as const

/** How far a price is from a level, in percent of the price: positive where the level lies above it. */
export const distancePct = (price: number, level: number): number => ((level - price) / price) * 100

/** What a price is judged by. Levels are null where none is set. */
export interface JudgedLevels {
  readonly direction: Direction | null
  readonly stopLoss: number | null
  readonly target: number | null
}

const alert = (code: AlertCode, urgency: Urgency | null, message: string): Alert => ({ code, urgency, message })

const stopAlerts = (distance: number | null): Alert[] => {
  if (distance === null) return []
  if (distance <= 0) return [alert('stop-hit', 'CRITICAL', 'the price is at or beyond the stop')]
  if (distance > near.stop) return []
  return [alert('stop-near', 'CRITICAL', `the stop is ${distance.toFixed(2)} % away`)]
}

const targetAlerts = (distance: number | null): Alert[] => {
  if (distance === null) return []
  if (distance <= 0) return [alert('target-hit', 'HIGH', 'the price is at or beyond the target')]
  if (distance > near.target) return []
  return [alert('target-near', 'MEDIUM', `the target is ${distance.toFixed(2)} % away`)]
}

const healthOf = (stopDistance: number): number => {
  if (stopDistance <= 0) return health.beyondStop
  return stopDistance <= near.stop ? health.nearStop : health.atEase
}

const order: readonly Urgency[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']

/**
 * Judges a price beside its levels: critical within 3 % of the stop or beyond it, high at the target, medium within 5 % of the target or on a price that is
 * out of date, low where there is nothing to say of a position that has a stop. Without price, side or stop the health is null, and so is the urgency
 * unless an alert gives one; the reasons say why. `more` are alerts that the caller found.
 */
export const judge = (
  { currentPrice, priceReason }: Pick<Quote, 'currentPrice' | 'priceReason'>,
  { direction, stopLoss, target }: JudgedLevels,
  more: readonly Alert[] = [],
): Judgement => {
  const away = (level: number | null, side: 1 | -1): number | null => {
    if (currentPrice === null || direction === null || level === null) return null
    return side * (direction === 'LONG' ? 1 : -1) * distancePct(currentPrice, level)
  }
  const [toStop, toTarget] = [away(stopLoss, -1), away(target, 1)]
  const unknown =
    currentPrice === null
      ? [alert('price-missing', null, priceReason ?? 'there is no price')]
      : stopLoss === null
        ? [alert('plan-missing', null, 'no stop is set, so nobody can tell what is at risk')]
        : []
  const alerts = [...stopAlerts(toStop), ...targetAlerts(toTarget), ...more, ...unknown]
  const reason = unknown[0]?.message ?? (direction === null ? 'the levels contradict each other about the side' : null)
  const urgency = order.find((one) => alerts.some((each) => each.urgency === one)) ?? (reason === null ? 'LOW' : null)
  return {
    distanceToStopPct: toStop,
    distanceToTargetPct: toTarget,
    healthScore: toStop === null ? null : healthOf(toStop),
    healthReason: toStop === null ? reason : null,
    urgency,
    urgencyReason: urgency === null ? reason : null,
    alerts,
  }
}
