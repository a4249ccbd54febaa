import type { LastPrice } from '@fyntrix/domain/candles'
import type { Alert, MonitoredPosition, Position, PositionPlan, Quote } from '@fyntrix/domain/portfolio'
import { judge } from './judge.ts'
import { numberOf, rupeesOf, unitsOf, unitsOfPrice } from './money.ts'

/** A symbol's newest price and why it is out of date, if it is; undefined where nobody knows one. */
export interface PricedBy {
  readonly price: LastPrice | undefined
  readonly staleReason: string | null
}

/** A quote that may be used, or the reason why there is none. */
export const quoteOf = ({ price }: PricedBy, notBefore: string | null = null): Quote => {
  if (price === undefined) return noQuote('no candle of the symbol is known')
  if (notBefore !== null && price.at <= notBefore)
    return noQuote(`the newest price, of ${price.at}, is from before the split or bonus of ${notBefore}`)
  return {
    currentPrice: price.price,
    priceReason: null,
    priceAt: price.at,
    priceAgeSeconds: price.ageSeconds,
    priceSource: price.source,
    priceInterval: price.interval,
    simulated: price.simulated,
  }
}

const noQuote = (priceReason: string): Quote => ({
  currentPrice: null,
  priceReason,
  priceAt: null,
  priceAgeSeconds: null,
  priceSource: null,
  priceInterval: null,
  simulated: false,
})

/** What is said of a price that is there but old. */
export const staleAlerts = ({ staleReason }: PricedBy, { currentPrice }: Quote): Alert[] =>
  staleReason === null || currentPrice === null
    ? []
    : [{ code: 'price-stale', urgency: 'MEDIUM', message: staleReason }]

/** The plan that holds for a position: one that was set while it was open, and after its last split or bonus. */
const planOf = ({ openedAt, adjustedAt }: Position, plan: PositionPlan | undefined) => {
  const current = plan !== undefined && openedAt !== null && plan.setAt >= openedAt ? plan : undefined
  const outdated = current !== undefined && adjustedAt !== null && current.setAt < adjustedAt
  const { stopLoss, target } = outdated || !current ? { stopLoss: null, target: null } : current
  const alerts: Alert[] = outdated
    ? [
        {
          code: 'plan-outdated',
          urgency: 'MEDIUM',
          message: `stop and target are of before the split or bonus of ${adjustedAt}: set them again`,
        },
      ]
    : []
  return { stopLoss, target, alerts }
}

/** Value and profit at a price; null without one. */
const valuationOf = ({ quantity, cost }: Position, currentPrice: number | null) => {
  if (currentPrice === null) return { value: null, unrealised: null, returnPct: null }
  const value = BigInt(quantity) * unitsOfPrice(currentPrice)
  const paid = unitsOf(cost)
  const unrealised = value - paid
  return {
    value: rupeesOf(value),
    unrealised: rupeesOf(unrealised),
    returnPct: paid === 0n ? null : (100 * numberOf(unrealised)) / Math.abs(numberOf(paid)),
  }
}

/** An open position at the newest price, with its plan. A price from before its last split or bonus is none. */
export const pricePosition = (
  position: Position,
  plan: PositionPlan | undefined,
  pricedBy: PricedBy,
): MonitoredPosition => {
  const { symbol, exchange, product, quantity, cost, realised, fees, adjustedAt, averagePrice } = position
  const quote = quoteOf(pricedBy, adjustedAt)
  const direction = quantity > 0 ? 'LONG' : 'SHORT'
  const { stopLoss, target, alerts } = planOf(position, plan)
  return {
    symbol,
    exchange,
    product,
    direction,
    quantity,
    entryPrice: numberOf(unitsOf(averagePrice ?? '0')),
    stopLoss,
    target,
    ...quote,
    cost,
    realised,
    fees,
    ...valuationOf(position, quote.currentPrice),
    ...judge(quote, { direction, stopLoss, target }, [...alerts, ...staleAlerts(pricedBy, quote)]),
  }
}
