import { defaultUserId } from '@fyntrix/db/access'
import type { LastPrice } from '@fyntrix/domain/candles'
import type { Services } from '@fyntrix/services'

/** Stop and target of a plan lie so far from the price at which it was held. */
const reachPct = 3.5
const shares = 100
const money = (value: number): string => value.toFixed(4)
const level = (price: number, pct: number): number => Math.round(price * (100 + pct)) / 100

/** What the fixture holds of a stock: one long, the next short, and so on. */
const fillOf = ({ symbol, price, at }: LastPrice, nth: number) =>
  ({
    kind: 'fill',
    externalId: `fixture ${symbol}`,
    symbol,
    exchange: 'NSE',
    product: 'NRML',
    side: nth % 2 === 0 ? 'BUY' : 'SELL',
    quantity: shares,
    price: money(price),
    fees: money(0),
    at,
  }) as const

/**
 * An invented portfolio for a replayed session, so that its monitor has something to look at: a hundred shares of each stock, long and short in turn, at the
 * last price before the session; stop and target 3.5 % away, but for the last stock, which has no plan; and each stock on the watchlist, with an entry half
 * as far below. Answers how many stocks it holds: those that had a price.
 */
export const holdFixture = async (
  { portfolio, watchlists, candles }: Services,
  symbols: readonly string[],
  before: Date,
): Promise<number> => {
  const prices = await candles.lastPrices(symbols, before)
  const held = symbols.flatMap((symbol) => prices.get(symbol) ?? [])
  if (held.length === 0) return 0
  await portfolio.record(defaultUserId, { entries: held.map(fillOf) })
  for (const [nth, { symbol, price }] of held.slice(0, -1).entries()) {
    const side = nth % 2 === 0 ? 1 : -1
    await portfolio.setPlan(defaultUserId, {
      symbol,
      exchange: 'NSE',
      product: 'NRML',
      stopLoss: level(price, -side * reachPct),
      target: level(price, side * reachPct),
    })
  }
  const lines = held.map(({ symbol, price }) => ({
    symbol,
    desiredEntry: level(price, -reachPct / 2),
    stopLoss: level(price, -2 * reachPct),
    target: level(price, reachPct),
  }))
  await watchlists.addMany(defaultUserId, lines)
  return held.length
}
