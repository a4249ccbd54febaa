import type { Holding } from '@fyntrix/analysis'
import { engineConfig, exitsOfPlan, type Left, outcomeConfig, signedReturnPct, standingOf } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import { type CandleColumns, emptyCandles, intervalMinutes, type LastPrice } from '@fyntrix/domain/candles'
import { horizonMinutes, ownHorizon } from '@fyntrix/domain/pick-events'
import type { ActiveScalp, Scalp, ScalpingExit, ScalpingExitReason } from '@fyntrix/domain/scalping'
import { type Lane, toInstant } from '@fyntrix/domain/shared'
import { holdingWithin } from '../pick-events/due.ts'

/** Everything that a look at scalps sees, known at `asOf`. */
export interface ScalpingMarket {
  readonly lane: Lane
  readonly asOf: Date
  readonly calendar: Calendar
  readonly candles: ReadonlyMap<string, CandleColumns>
  readonly prices: ReadonlyMap<string, LastPrice>
}

/** Scalps sorted: those that nothing has ended, and those that ended by the instant of the look. */
export interface Watched {
  readonly active: readonly ActiveScalp[]
  readonly ended: readonly ScalpingExit[]
}

const minute = 60_000
const { interval } = engineConfig.modes.scalping
const wholeHour = interval === 'day' ? 0 : horizonMinutes / intervalMinutes[interval]
const costPct = outcomeConfig.costPct.scalping
const notEntered = 'it is entered at the open of the first bar after the signal, and that bar has not ended'
const beyondCalendar = 'the calendar does not reach the session in which it would be entered'

const reasonOf = ({ exitReason }: Left, { bars }: Holding): ScalpingExitReason =>
  exitReason === 'TIME' && bars.length < wholeHour ? 'EOD' : exitReason

const endedScalp = (scalp: Scalp, left: Left, holding: Holding, { lane, asOf }: ScalpingMarket): ScalpingExit => ({
  ...scalp,
  lane,
  entryAt: toInstant(new Date(left.entryAt)),
  entryPrice: left.entryPrice,
  exitAt: toInstant(new Date(left.exitAt)),
  exitPrice: left.exitPrice,
  reason: reasonOf(left, holding),
  bestPrice: left.bestPrice,
  grossReturnPct: left.grossReturnPct,
  costPct,
  netReturnPct: left.netReturnPct,
  label: left.label,
  holdMinutes: (left.exitAt - left.entryAt) / minute,
  toldAt: toInstant(asOf),
})

const notHeld = ({ stop }: Scalp) => ({
  entryAt: null,
  entryPrice: null,
  bestPrice: null,
  stopInForce: stop,
  trailing: false,
  returnPct: null,
  elapsedMinutes: null,
})

const look = (scalp: Scalp, market: ScalpingMarket): ActiveScalp | ScalpingExit => {
  const { calendar, candles, prices } = market
  const asOf = market.asOf.getTime()
  const signalAt = Date.parse(scalp.signalAt)
  const current = prices.get(scalp.symbol) ?? null
  const holding = holdingWithin(calendar, { mode: 'scalping', signalAt, horizon: ownHorizon.scalping })
  if (holding === null)
    return { ...scalp, ...notHeld(scalp), status: 'unavailable', current, leftMinutes: 0, detail: beyondCalendar }
  const exits = exitsOfPlan({ mode: 'scalping', stop: scalp.stop, target: scalp.target }, outcomeConfig)
  const position = { direction: scalp.direction, holding, exits, candles: candles.get(scalp.symbol) ?? emptyCandles() }
  const standing = standingOf({ ...position, costPct }, asOf, outcomeConfig)
  if (standing.status === 'closed') return endedScalp(scalp, standing, holding, market)

  const end = holding.bars.at(-1)?.close ?? asOf
  const active = { ...scalp, current, leftMinutes: Math.max(0, (end - asOf) / minute) }
  if (standing.status !== 'open') {
    const detail = standing.status === 'unavailable' ? standing.detail : (standing.missing ?? notEntered)
    return { ...active, ...notHeld(scalp), status: standing.status, detail }
  }
  const { entryAt, entryPrice, bestPrice, stop, trailing, missing } = standing
  return {
    ...active,
    status: 'open',
    entryAt: toInstant(new Date(entryAt)),
    entryPrice,
    bestPrice,
    stopInForce: stop,
    trailing,
    returnPct: current === null ? null : signedReturnPct(scalp.direction, entryPrice, current.price),
    elapsedMinutes: (asOf - entryAt) / minute,
    detail: missing,
  }
}

/** Looks at scalps by the bars that had ended by `asOf`. The same bars give the same answer, whoever looks, and however often. */
export const watchScalps = (scalps: readonly Scalp[], market: ScalpingMarket): Watched => {
  const seen = scalps.map((scalp) => look(scalp, market))
  return {
    active: seen.filter((one) => 'status' in one),
    ended: seen.filter((one) => 'reason' in one),
  }
}
