import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import { type CandleColumns, type CandleInterval, type CandleSource, emptyCandles } from '@fyntrix/domain/candles'
import type { SessionDate } from '@fyntrix/domain/shared'
import { deriveBars, finerThan } from '@fyntrix/market-data'

/** Sessions from one date to another, both inclusive, and how long the bars are. */
export interface HistoryWindow {
  readonly symbol: string
  readonly from: SessionDate
  readonly to: SessionDate
  readonly interval: CandleInterval
}

/** Bars, and the length of the finer bars that they were made of; null where they are the source's own. */
export interface HistoryBars {
  readonly candles: CandleColumns
  readonly derivedFrom: CandleInterval | null
}

/** Reads a window as it was known at an instant. `basis` names what the bars have to be made of, null for the source's own; without it the best there is. */
export type ReadHistory = (window: HistoryWindow, asOf: Date, basis?: CandleInterval | null) => Promise<HistoryBars>

const midnight = (date: SessionDate, days = 0): Date =>
  new Date(Date.parse(`${date}T00:00:00.000+05:30`) + days * 86_400_000)

/** More bars than any window that may be asked for has. */
const everyBar = 1_000_000

export const readHistory = ({
  db,
  source,
  calendar,
}: {
  readonly db: Database
  readonly source: CandleSource
  readonly calendar: Calendar
}): ReadHistory => {
  const stored = ({ symbol, from, to }: HistoryWindow, interval: CandleInterval, asOf: Date): Promise<CandleColumns> =>
    from > to
      ? Promise.resolve(emptyCandles())
      : db.candles.read({
          source,
          symbol,
          interval,
          asOf,
          limit: everyBar,
          between: { from: midnight(from), to: midnight(to, 1) },
        })

  return async (window, asOf, basis) => {
    const { interval } = window
    if (basis === undefined || basis === null) {
      const candles = await stored(window, interval, asOf)
      if (candles.ts.length > 0 || basis === null || interval === 'day') return { candles, derivedFrom: null }
    }
    // a daily bar is never made of others: the exchange sets its close
    if (interval === 'day') return { candles: emptyCandles(), derivedFrom: null }
    for (const finer of finerThan(interval)) {
      if (basis !== undefined && basis !== finer) continue
      const candles = await stored(window, finer, asOf)
      if (candles.ts.length > 0)
        return { candles: deriveBars(candles, { from: finer, to: interval, calendar }), derivedFrom: finer }
    }
    return { candles: emptyCandles(), derivedFrom: basis ?? null }
  }
}
