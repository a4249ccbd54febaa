import { intervalMs } from '../bar-grid.ts'
import type { BarColumns } from '../csv/bar-columns.ts'
import { istMidnight } from '../exchange-days.ts'
import { settlingMs } from './zerodha.layout.ts'
import type { CachedWindow } from './zerodha.metadata.ts'
import type { Identity } from './zerodha.orphans.ts'

/** The window of a file that its name alone explains: it ranks as stored at the end of its last day, after all that was stored on it. */
export const recoveredWindow = (file: string, { symbol, interval, from, to }: Identity): CachedWindow => ({
  file,
  symbol,
  interval,
  from: istMidnight(from),
  cachedAt: istMidnight(to + 1) - 1,
  days: { from, to },
  recovered: true,
})

/**
 * Makes up for the times of day that the name of a recovered intraday file does not tell, never too favourably. Stored it was when its
 * last bar had begun or later: bars of its last date that had not settled then become provisional. A first bar on its first date that is
 * not the first of the session may be cut off: the window counts as begun inside it.
 */
export const withUnknownTimes = (
  window: CachedWindow,
  { candles, session }: BarColumns,
  isOpening: (ts: number) => boolean,
): CachedWindow => {
  const { recovered, interval, days } = window
  const [first, last] = [candles.ts[0], candles.ts.at(-1)]
  if (!recovered || interval === 'day' || first === undefined || last === undefined) return window
  for (const [row, start] of candles.ts.entries()) {
    if (session[row] === days.to && start + intervalMs(interval) + settlingMs > last) candles.provisional[row] = 1
  }
  return session[0] === days.from && !isOpening(first) ? { ...window, from: first + 1 } : window
}
