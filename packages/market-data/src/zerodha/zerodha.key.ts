import { hash } from 'node:crypto'
import { dateOfDay } from '@fyntrix/calendar'
import type { CandleInterval } from '@fyntrix/domain/candles'

/** The only exchange that the cache was filled from. */
export const exchange = 'NSE'

/** A window as a key names it: an interval and two IST dates, both in it, as days since 1970-01-01. */
export interface KeyedWindow {
  readonly interval: CandleInterval
  readonly from: number
  readonly to: number
}

/** Makes the key of a symbol in one window: the MD5 (hex) of `symbol:NSE:interval:YYYYMMDD:YYYYMMDD`, a file's name without `.csv`. */
export const keysOf = ({ interval, from, to }: KeyedWindow): ((symbol: string) => string) => {
  const rest = `:${exchange}:${interval}:${compact(from)}:${compact(to)}`
  return (symbol) => hash('md5', symbol + rest)
}

const compact = (day: number): string => dateOfDay(day).replaceAll('-', '')
