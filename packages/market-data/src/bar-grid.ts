import type { Session } from '@fyntrix/calendar'
import { type CandleInterval, intervalMinutes } from '@fyntrix/domain/candles'

/** An interval shorter than a session. */
export type IntradayInterval = Exclude<CandleInterval, 'day'>

/** Length of a whole bar in milliseconds. */
export const intervalMs = (interval: IntradayInterval): number => intervalMinutes[interval] * 60_000

/**
 * The end (epoch ms, no longer inside) of the bar that begins at an instant, NaN if none does. Bars are counted anew from
 * the start of each stretch of continuous trading; the last one of a stretch is shorter where the length does not divide
 * it (the 60-minute bar of 15:15 ends at 15:30).
 */
export const barEnd = (session: Session, interval: IntradayInterval, start: number): number => {
  const stretch = session.intervals.find(({ open, close }) => open <= start && start < close)
  const step = intervalMs(interval)
  return stretch && (start - stretch.open) % step === 0 ? Math.min(start + step, stretch.close) : Number.NaN
}
