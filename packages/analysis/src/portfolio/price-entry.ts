import type { Alert, MonitoredEntry, WatchEntry } from '@fyntrix/domain/portfolio'
import type { Direction } from '@fyntrix/domain/top-picks'
import { distancePct, judge } from './judge.ts'
import { type PricedBy, quoteOf, staleAlerts } from './price-position.ts'

/** From how many percent of the price on an entry counts as near. */
const nearEntry = 1

/** The side that levels tell: the target lies beyond the entry, the stop before it. Long where they tell none, null where they tell both. */
export const sideOf = ({ desiredEntry, stopLoss, target }: Omit<WatchEntry, 'symbol'>): Direction | null => {
  const rising = [
    target !== null && desiredEntry !== null && target !== desiredEntry ? target > desiredEntry : null,
    stopLoss !== null && desiredEntry !== null && stopLoss !== desiredEntry ? stopLoss < desiredEntry : null,
    target !== null && stopLoss !== null && target !== stopLoss ? target > stopLoss : null,
  ].filter((side) => side !== null)
  if (new Set(rising).size > 1) return null
  return rising[0] === false ? 'SHORT' : 'LONG'
}

const entryAlerts = (direction: Direction | null, distance: number | null): Alert[] => {
  if (distance === null) return []
  const isReached = direction !== null && (direction === 'LONG' ? distance >= 0 : distance <= 0)
  if (isReached) return [{ code: 'entry-reached', urgency: 'HIGH', message: 'the price is at the entry or better' }]
  if (Math.abs(distance) > nearEntry) return []
  return [{ code: 'entry-near', urgency: 'MEDIUM', message: `the entry is ${Math.abs(distance).toFixed(2)} % away` }]
}

/** An entry of a watchlist at the newest price: how far it is from the entry, and what its stop and target would say. */
export const priceEntry = (entry: WatchEntry, pricedBy: PricedBy): MonitoredEntry => {
  const quote = quoteOf(pricedBy)
  const direction = sideOf(entry)
  const { currentPrice } = quote
  const toEntry =
    currentPrice === null || entry.desiredEntry === null ? null : distancePct(currentPrice, entry.desiredEntry)
  const { symbol, desiredEntry, stopLoss, target } = entry
  return {
    symbol,
    desiredEntry,
    stopLoss,
    target,
    direction,
    ...quote,
    distanceToEntryPct: toEntry,
    ...judge(quote, { direction, stopLoss, target }, [
      ...entryAlerts(direction, toEntry),
      ...staleAlerts(pricedBy, quote),
    ]),
  }
}
