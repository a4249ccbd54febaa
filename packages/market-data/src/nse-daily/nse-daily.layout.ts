import { type Bar, readPrices } from '../csv/bar.ts'
import type { BarLayout } from '../csv/bar-file.ts'
import type { ExchangeDays } from '../exchange-days.ts'
import type { Fault } from '../fault.ts'
import type { FlatDays } from './flat-days.ts'

/** First line of every file of the layout. */
export const nseDailyHeader = 'Date,Adj Close,Close,High,Low,Open,Volume'

/**
 * Reads a line: `Date` is an IST session date, prices INR, split- and bonus-adjusted by the vendor.
 *
 * `Adj Close` is left alone. It also takes every later dividend out of earlier prices, so it shows something that nobody
 * could know on that day, and it does not fit the other three prices.
 */
export const nseDailyLayout = (dayOf: ExchangeDays, flatDays: FlatDays): BarLayout => ({
  header: nseDailyHeader,
  readLine: (cells, bar) => readDay(cells, bar, dayOf, flatDays),
})

const readDay = (cells: readonly string[], bar: Bar, dayOf: ExchangeDays, flatDays: FlatDays): Fault | undefined => {
  if (cells.length !== 7) return { reason: 'unreadable', detail: `${cells.length} cells instead of 7` }
  const [date = '', , close, high, low, open, volume] = cells
  // before the calendar: that the vendor made a day up says more than that the exchange was closed on it
  const flat = flatDays.get(date)
  if (flat !== undefined) return { reason: 'flat-day', detail: flat }
  const day = dayOf(date)
  if ('reason' in day) return day
  bar.ts = day.midnight
  bar.day = day.day
  bar.knownAt = day.knownAt
  return readPrices(bar, open, high, low, close, volume)
}
