import { istDay } from '@fyntrix/calendar'
import { barEnd, type IntradayInterval } from '../bar-grid.ts'
import { type Bar, readPrices } from '../csv/bar.ts'
import type { BarLayout } from '../csv/bar-file.ts'
import type { ExchangeDay, ExchangeDays } from '../exchange-days.ts'
import type { Fault } from '../fault.ts'
import type { CachedWindow } from './zerodha.metadata.ts'

/** First line of every file: pandas' nameless row number, then the candle. */
export const zerodhaHeader = ',date,open,high,low,close,volume'

/**
 * How long after its end a bar of the broker may still grow: a one-minute bar stored right after its end was 277 shares
 * short of its later copy.
 */
export const settlingMs = 60_000

/**
 * Reads the lines of a file. Bars count as known from `cachedAt`. Provisional is a bar that was stored before it had
 * settled: an intraday bar less than {@link settlingMs} after its end, a daily bar on its own IST date, whatever the hour
 * (of 104 daily bars stored on their day, before and after the close, all 104 differ from a later copy).
 */
export const zerodhaLayout = (window: CachedWindow, dayOf: ExchangeDays): BarLayout => {
  const timeOf = window.interval === 'day' ? midnightOf(window.cachedAt) : barTimes(window.interval, window.cachedAt)
  return {
    header: zerodhaHeader,
    readLine(cells, bar) {
      if (cells.length !== 7) return { reason: 'unreadable', detail: `${cells.length} cells instead of 7` }
      const [, date = '', open, high, low, close, volume] = cells
      if (!timestamp.test(date)) return { reason: 'unreadable', detail: 'the time is not YYYY-MM-DD HH:MM:SS+05:30' }
      const day = dayOf(date.slice(0, 10))
      if ('reason' in day) return day
      const fault = timeOf(date.slice(11, 19), day, bar)
      if (fault) return fault
      bar.day = day.day
      bar.knownAt = window.cachedAt
      return readPrices(bar, open, high, low, close, volume)
    },
  }
}

const timestamp = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+05:30$/

/** Sets start and finality of the bar that begins at a time of day, or says why there is none. */
type TimeOf = (time: string, day: ExchangeDay, bar: Bar) => Fault | undefined

const midnightOf =
  (cachedAt: number): TimeOf =>
  (time, day, bar) => {
    if (time !== '00:00:00') return { reason: 'off-grid', detail: 'a daily bar begins at 00:00' }
    bar.ts = day.midnight
    bar.provisional = istDay(cachedAt) <= day.day ? 1 : 0
    return undefined
  }

const barTimes =
  (interval: IntradayInterval, cachedAt: number): TimeOf =>
  (time, { session, midnight }, bar) => {
    const start = midnight + timeOfDayMs(time)
    const end = barEnd(session, interval, start)
    if (Number.isNaN(end))
      return { reason: 'off-grid', detail: `no ${interval} bar of ${session.date} begins at ${time}` }
    bar.ts = start
    bar.provisional = cachedAt < end + settlingMs ? 1 : 0
    return undefined
  }

/** Milliseconds since midnight of a time of day `HH:MM:SS`. */
const timeOfDayMs = (time: string): number =>
  (Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60 + Number(time.slice(6, 8))) * 1000
