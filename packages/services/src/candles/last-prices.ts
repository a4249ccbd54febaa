import { type Calendar, istDate } from '@fyntrix/calendar'
import { type CandleColumns, CandleInterval, type CandleSource, type LastPrice } from '@fyntrix/domain/candles'
import { toInstant } from '@fyntrix/domain/shared'
import { barEnd } from '@fyntrix/market-data'

/** Newest bars of symbols as they were known at an instant; a symbol without bars is absent. */
type ReadNewest = (interval: CandleInterval) => Promise<ReadonlyMap<string, CandleColumns>>

// daily bars last: where two bars end together the exchange's own close is the price
const intervals = CandleInterval.options

interface Pricing {
  readonly calendar: Calendar
  readonly source: CandleSource
  readonly asOf: Date
  readonly newest: ReadNewest
}

/** The newest prices that were known at `asOf`, whatever the length of the bars; a symbol without any is absent. */
export const lastPrices = async ({
  calendar,
  source,
  asOf,
  newest,
}: Pricing): Promise<ReadonlyMap<string, LastPrice>> => {
  const priceOf = (symbol: string, interval: CandleInterval, { ts, close, provisional }: CandleColumns) => {
    const [start, price] = [ts.at(-1), close.at(-1)]
    const session = start === undefined ? null : calendar.sessionOn(istDate(start))
    if (start === undefined || price === undefined || session === null) return undefined
    const end = interval === 'day' ? session.close : barEnd(session, interval, start)
    if (Number.isNaN(end)) return undefined
    const found: LastPrice = {
      symbol,
      price,
      at: toInstant(new Date(end)),
      interval,
      source,
      simulated: source === 'simulated',
      provisional: provisional.at(-1) === 1,
      ageSeconds: Math.max(0, (asOf.getTime() - end) / 1000),
    }
    return found
  }

  const prices = new Map<string, LastPrice>()
  const series = await Promise.all(intervals.map(async (interval) => ({ interval, bars: await newest(interval) })))
  for (const { interval, bars } of series) {
    for (const [symbol, candles] of bars) {
      const found = priceOf(symbol, interval, candles)
      if (found && found.at >= (prices.get(symbol)?.at ?? '')) prices.set(symbol, found)
    }
  }
  return prices
}
