import {
  exitsOfPlan,
  type Held,
  type Holding,
  type Left,
  outcomeConfig,
  signedReturnPct,
  standingOf,
} from '@fyntrix/analysis'
import { type CandleColumns, emptyCandles, type LastPrice } from '@fyntrix/domain/candles'
import type { PositionMode, TopPicksPosition } from '@fyntrix/domain/positions'
import { toInstant } from '@fyntrix/domain/shared'
import type { Pick as PickOfRun, TopPicksRun } from '@fyntrix/domain/top-picks'
import { healthOf } from './health.ts'

/** A run whose picks are followed, over these bars, by what was known at `asOf`. */
export interface Followed {
  readonly run: TopPicksRun
  readonly mode: PositionMode
  readonly holding: Holding
  readonly asOf: Date
  readonly candles: ReadonlyMap<string, CandleColumns>
  readonly prices: ReadonlyMap<string, LastPrice>
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

const openFacts = (pick: PickOfRun, held: Held, current: LastPrice | null, costPct: number) => {
  const { direction, plan } = pick
  const { entryAt, entryPrice, missing } = held
  const entered = { status: 'open' as const, entryAt: instant(entryAt), entryPrice }
  if (current === null) return { ...entered, detail: missing ?? 'no price of it is known' }
  const { price } = current
  const { stop, target } = plan
  const { health, urgency, alerts } = healthOf({ direction, entry: entryPrice, stop, target, price })
  const netReturnPct = signedReturnPct(direction, entryPrice, price) - costPct
  return { ...entered, netReturnPct, health, urgency, alerts: [...alerts], detail: missing }
}

const follow = (pick: PickOfRun, { run, mode, holding, asOf, candles, prices }: Followed): TopPicksPosition => {
  const { rank, symbol, direction, recommendation, plan } = pick
  const { stop, target } = plan
  const costPct = outcomeConfig.costPct[mode]
  const exits = exitsOfPlan({ mode, stop, target }, outcomeConfig)
  const series = candles.get(symbol) ?? emptyCandles()
  const standing = standingOf({ direction, holding, exits, candles: series, costPct }, asOf.getTime(), outcomeConfig)
  const current = prices.get(symbol) ?? null
  const pickFacts = { rank, symbol, universe: run.universe, mode, direction, recommendation, stop, target, current }
  if (standing.status === 'closed') return { ...pickFacts, ...unknown, ...closedFacts(standing) }
  if (standing.status === 'open') return { ...pickFacts, ...unknown, ...openFacts(pick, standing, current, costPct) }
  const detail = standing.status === 'pending' ? (standing.missing ?? notEntered) : standing.detail
  return { ...pickFacts, ...unknown, status: standing.status, detail }
}

/** The positions of a run's picks, by the rules that tell their outcomes. The same bars give the same answer, whoever looks. */
export const followPicks = (followed: Followed): TopPicksPosition[] =>
  followed.run.picks.map((pick) => follow(pick, followed))
