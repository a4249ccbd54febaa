import {
  type PricedBy,
  priceEntry,
  pricePosition,
  replayLedger,
  summarisePositions,
  summariseWatchlist,
} from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { LedgerOf } from '@fyntrix/db/portfolio'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type { LastPrice } from '@fyntrix/domain/candles'
import type {
  Position,
  PositionPlan,
  PositionsSnapshot,
  WatchEntry,
  WatchlistSnapshot,
} from '@fyntrix/domain/portfolio'
import { toInstant } from '@fyntrix/domain/shared'

/** Minutes of trading after which a price is out of date. */
const staleAfter = 15

/** The price of a symbol with its age, and whether it is out of date by the exchange's trading time. */
export type Prices = (symbol: string) => PricedBy

/** Prices as of an instant. */
export const pricesAt =
  (prices: ReadonlyMap<string, LastPrice>, asOf: Date, calendar: Calendar): Prices =>
  (symbol) => {
    const price = prices.get(symbol)
    if (price === undefined) return { price, staleReason: null }
    const traded = calendar.tradingMinutesBetween(Date.parse(price.at), asOf.getTime())
    const staleReason =
      traded > staleAfter
        ? `the price is of ${price.at}; the exchange has traded ${Math.floor(traded)} minutes since`
        : null
    return { price, staleReason }
  }

/** What an account held, and what was planned for it. */
export interface Held {
  readonly positions: readonly Position[]
  readonly plans: readonly PositionPlan[]
}

/** What an account held at an instant, by the entries that count from then or before, whenever they were made. */
export const heldAt = async (tx: Repositories, ledger: LedgerOf, asOf: Date): Promise<Held> => {
  const at = toInstant(asOf)
  return {
    positions: replayLedger(await tx.portfolio.entries(ledger, at)),
    plans: await tx.portfolio.plans(ledger, at),
  }
}

/** The same, read as of one moment. */
export const readHeld = (db: Database, ledger: LedgerOf, asOf: Date): Promise<Held> =>
  db.transaction(async (tx) => {
    await tx.portfolio.snapshot()
    return heldAt(tx, ledger, asOf)
  })

const isPlanOf = (plan: PositionPlan, { symbol, exchange, product }: Position): boolean =>
  plan.symbol === symbol && plan.exchange === exchange && plan.product === product

/** The open positions of an account at these prices. */
export const positionsSnapshot = (
  { lane, accountId }: LedgerOf,
  asOf: Date,
  { positions, plans }: Held,
  prices: Prices,
): PositionsSnapshot => {
  const open = positions
    .filter(({ quantity }) => quantity !== 0)
    .map((position) => {
      const plan = plans.find((one) => isPlanOf(one, position))
      return pricePosition(position, plan, prices(position.symbol))
    })
  const summary = summarisePositions(open, positions)
  return { kind: 'positions', lane, accountId, asOf: toInstant(asOf), positions: open, summary }
}

/** What the user of an account watches, at these prices. */
export const watchlistSnapshot = (
  { lane, accountId }: LedgerOf,
  asOf: Date,
  watched: readonly WatchEntry[],
  prices: Prices,
): WatchlistSnapshot => {
  const entries = watched.map((entry) => priceEntry(entry, prices(entry.symbol)))
  return {
    kind: 'watchlist',
    lane,
    accountId,
    asOf: toInstant(asOf),
    entries,
    summary: summariseWatchlist(entries),
  }
}
