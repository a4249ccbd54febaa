import { type Calendar, istDate, type Session } from '@fyntrix/calendar'
import { type CandleColumns, candlesOf, sliceCandles } from '@fyntrix/domain/candles'
import { barEnd, type IntradayInterval, intervalMs } from './bar-grid.ts'

/** The intervals that a length can be made of, coarsest first: shorter, and a whole number of them in it. */
export const finerThan = (interval: IntradayInterval): IntradayInterval[] => {
  const all: readonly IntradayInterval[] = ['30minute', '15minute', '5minute', 'minute']
  return all.filter(
    (finer) => intervalMs(finer) < intervalMs(interval) && intervalMs(interval) % intervalMs(finer) === 0,
  )
}

/** The start of the bar of this length that holds an instant, NaN outside of continuous trading. */
const barStart = (session: Session, interval: IntradayInterval, instant: number): number => {
  const stretch = session.intervals.find(({ open, close }) => open <= instant && instant < close)
  const step = intervalMs(interval)
  return stretch ? stretch.open + Math.floor((instant - stretch.open) / step) * step : Number.NaN
}

/**
 * Coarser intraday bars from finer ones, oldest first, on the grid of each session. A bar is provisional where any of the finer bars that belong in it is
 * missing or provisional: an unfinished bar never looks like a finished one. A daily bar cannot be made this way: its close is set by an auction.
 * Bars that lie on no grid are left out.
 */
export const deriveBars = (
  candles: CandleColumns,
  {
    from,
    to,
    calendar,
  }: { readonly from: IntradayInterval; readonly to: IntradayInterval; readonly calendar: Calendar },
): CandleColumns => {
  const { ts, open, high, low, close, volume, provisional } = candles
  const bars = candlesOf(ts.length)
  let [count, parts, wanted] = [-1, 0, 0]
  let session: Session | null = null
  const finish = () => {
    if (count >= 0 && parts < wanted) bars.provisional[count] = 1
  }
  for (const [i, at] of ts.entries()) {
    if (session?.date !== istDate(at)) session = calendar.sessionOn(istDate(at))
    const start = session === null ? Number.NaN : barStart(session, to, at)
    if (session === null || Number.isNaN(barEnd(session, from, at)) || Number.isNaN(start)) continue
    if (count < 0 || bars.ts[count] !== start) {
      finish()
      count += 1
      parts = 0
      wanted = Math.ceil((barEnd(session, to, start) - start) / intervalMs(from))
      bars.ts[count] = start
      bars.open[count] = open[i] ?? Number.NaN
      bars.high[count] = -Infinity
      bars.low[count] = Infinity
    }
    parts += 1
    bars.high[count] = Math.max(bars.high[count] ?? Number.NaN, high[i] ?? Number.NaN)
    bars.low[count] = Math.min(bars.low[count] ?? Number.NaN, low[i] ?? Number.NaN)
    bars.close[count] = close[i] ?? Number.NaN
    bars.volume[count] = (bars.volume[count] ?? 0) + (volume[i] ?? Number.NaN)
    if (provisional[i] === 1) bars.provisional[count] = 1
  }
  finish()
  return sliceCandles(bars, 0, count + 1)
}
