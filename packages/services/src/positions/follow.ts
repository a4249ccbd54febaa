import { exitsOfPlan, type Held, type Left, outcomeConfig, signedReturnPct, standingOf } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import { type CandleColumns, emptyCandles, type LastPrice } from '@fyntrix/domain/candles'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import type { FollowedPick, PositionMode, TopPicksPosition } from '@fyntrix/domain/positions'
import { toInstant } from '@fyntrix/domain/shared'
import { holdingWithin } from '../pick-events/due.ts'
import { healthOf } from './health.ts'
import type { Ending } from './stand.ts'

/** Everything that a look at positions sees, known at `asOf`: the bars that each mode follows, and the newest prices. */
export interface PositionsMarket {
  readonly asOf: Date
  readonly calendar: Calendar
  readonly candles: Readonly<Record<PositionMode, ReadonlyMap<string, CandleColumns>>>
  readonly prices: ReadonlyMap<string, LastPrice>
}

/** A pick as a position, and when that ended or will have at the latest. */
export interface FollowedPosition extends Ending {
  readonly position: TopPicksPosition
}

const unknown = {
  entryAt: null,
  entryPrice: null,
  exitAt: null,
  exitPrice: null,
  exitReason: null,
  netReturnPct: null,
  label: null,
  health: null,
  urgency: null,
  alerts: [],
  detail: null,
}

const notEntered = 'it is entered at the open of the first bar after the signal, and that bar is not known yet'

const beyondCalendar = 'the calendar does not reach the end of what it holds'

const instant = (at: number): string => toInstant(new Date(at))

const closedFacts = (left: Left) => ({
  status: 'closed' as const,
  entryAt: instant(left.entryAt),
  entryPrice: left.entryPrice,
  exitAt: instant(left.exitAt),
  exitPrice: left.exitPrice,
  exitReason: left.exitReason,
  netReturnPct: left.netReturnPct,
  label: left.label,
})

const openFacts = (pick: FollowedPick, held: Held, current: LastPrice | null, costPct: number) => {
  const { direction, stop, target } = pick
  const { entryAt, entryPrice, missing } = held
  const entered = { status: 'open' as const, entryAt: instant(entryAt), entryPrice }
  if (current === null) return { ...entered, detail: missing ?? 'no price of it is known' }
  const { price } = current
  const { health, urgency, alerts } = healthOf({ direction, entry: entryPrice, stop, target, price })
  const netReturnPct = signedReturnPct(direction, entryPrice, price) - costPct
  return { ...entered, netReturnPct, health, urgency, alerts: [...alerts], detail: missing }
}

/** A pick as a position, by the rules that tell its outcome. The same bars give the same answer, whoever looks. */
export const followPick = (
  pick: FollowedPick,
  { asOf, calendar, candles, prices }: PositionsMarket,
): FollowedPosition => {
  const { symbol, mode, direction } = pick
  const current = prices.get(symbol) ?? null
  const about = { ...pick, ...unknown, current }
  const signalAt = Date.parse(pick.signalAt)
  const holding = holdingWithin(calendar, { mode, signalAt, horizon: ownHorizon[mode] })
  if (holding === null)
    return {
      position: { ...about, status: 'unavailable', detail: beyondCalendar },
      endsAt: Number.POSITIVE_INFINITY,
    }
  const costPct = outcomeConfig.costPct[mode]
  const exits = exitsOfPlan(pick, outcomeConfig)
  const series = candles[mode].get(symbol) ?? emptyCandles()
  const standing = standingOf({ direction, holding, exits, candles: series, costPct }, asOf.getTime(), outcomeConfig)
  if (standing.status === 'closed') return { position: { ...about, ...closedFacts(standing) }, endsAt: standing.exitAt }
  const endsAt = holding.bars.at(-1)?.close ?? holding.lastSession.close
  if (standing.status === 'open')
    return { position: { ...about, ...openFacts(pick, standing, current, costPct) }, endsAt }
  const detail = standing.status === 'pending' ? (standing.missing ?? notEntered) : standing.detail
  return { position: { ...about, status: standing.status, detail }, endsAt }
}
