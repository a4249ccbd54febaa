import { type Calendar, istDate } from '@fyntrix/calendar'
import { type CandleColumns, CandleInterval, type CandleSource, type LastPrice } from '@fyntrix/domain/candles'
import { toInstant } from '@fyntrix/domain/shared'
import { barEnd } from '@fyntrix/market-data'

/** The two newest bars of symbols as they were known at an instant, of which the last may not have ended; a symbol without bars is absent. */
type ReadNewest = (interval: CandleInterval) => Promise<ReadonlyMap<string, CandleColumns>>

// daily bars last: where two bars end together the exchange's own close is the price
const intervals = CandleInterval.options

interface Pricing {
  readonly calendar: Calendar
  readonly source: CandleSource
  readonly asOf: Date
  readonly newest: ReadNewest
}

/** The closes of the bars that had ended last and were known at `asOf`, whatever their length; a symbol without any is absent. */
export const lastPrices = async ({
  calendar,
  source,
  asOf,
  newest,
}: Pricing): Promise<ReadonlyMap<string, LastPrice>> => {
  const endOf = (interval: CandleInterval, start: number): number => {
    const session = calendar.sessionOn(istDate(start))
    if (session === null) return Number.NaN
    return interval === 'day' ? session.close : barEnd(session, interval, start)
  }

  const priceOf = (symbol: string, interval: CandleInterval, { ts, close, provisional }: CandleColumns) => {
    // one that had not ended by then says nothing of the time at which it was fetched
    const nth = ts.findLastIndex((start) => endOf(interval, start) <= asOf.getTime())
    const [start, price] = [ts[nth], close[nth]]
    if (start === undefined || price === undefined) return undefined
    const end = endOf(interval, start)
    const found: LastPrice = {
      symbol,
      price,
      at: toInstant(new Date(end)),
      interval,
      source,
      simulated: source === 'simulated',
      provisional: provisional[nth] === 1,
      ageSeconds: (asOf.getTime() - end) / 1000,
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
