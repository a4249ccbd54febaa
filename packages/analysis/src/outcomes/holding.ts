import type { Calendar, Session } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import { type CandleInterval, intervalMinutes } from '@fyntrix/domain/candles'
import { type Horizon, horizonMinutes, horizonSessions } from '@fyntrix/domain/pick-events'
import { sessionStart } from '../shared/session.ts'

/** A bar of the holding: when it starts as candles count it, and the instants (epoch milliseconds) at which it opens and closes. */
export interface HeldBar {
  readonly ts: number
  readonly open: number
  readonly close: number
}

/** The bars over which a pick is followed, as the calendar expects them: the entry is at the open of the first. */
export interface Holding {
  readonly interval: CandleInterval
  readonly bars: readonly HeldBar[]
  /** The session in which the last bar lies. */
  readonly lastSession: Session
}

const sessionsFrom = (calendar: Calendar, first: Session, count: number): Session[] =>
  Array.from({ length: count }, (_, i) => calendar.addSessions(first.date, i))

const dailyBar = (session: Session): HeldBar => ({
  ts: sessionStart(session.date),
  open: session.open,
  close: session.close,
})

const intradayBars = (calendar: Calendar, session: Session, minutes: number): HeldBar[] =>
  calendar.intervalStarts(session.date, minutes).map((ts) => {
    const end = session.intervals.find(({ open, close }) => open <= ts && ts < close)?.close ?? session.close
    return { ts, open: ts, close: Math.min(ts + minutes * 60_000, end) }
  })

/**
 * The bars of `interval` over which a signal of `signalAt` (epoch milliseconds) is followed. The entry is the open of the first bar that starts after
 * the signal: a daily bar starts with its session's open, and an open that coincides with the signal is past. The horizon counts sessions of the
 * exchange, whether candles of them exist or not; sixty minutes end with the session at the latest, and hold no daily bar. Throws `CalendarRangeError`
 * where the calendar does not reach.
 */
export const holdingOf = (
  calendar: Calendar,
  { signalAt, interval, horizon }: { signalAt: number; interval: CandleInterval; horizon: Horizon },
): Holding => {
  const barsIn = (session: Session): HeldBar[] =>
    interval === 'day' ? [dailyBar(session)] : intradayBars(calendar, session, intervalMinutes[interval])
  const barsAfterSignal = (session: Session): HeldBar[] => barsIn(session).filter(({ open }) => open > signalAt)

  const today = calendar.sessionOnDayOf(signalAt)
  const entry = today && barsAfterSignal(today).length > 0 ? today : calendar.nextSession(istDate(signalAt))
  const count = horizonSessions[horizon]
  if (count === null) {
    const most = interval === 'day' ? 0 : horizonMinutes / intervalMinutes[interval]
    return { interval, bars: barsAfterSignal(entry).slice(0, most), lastSession: entry }
  }
  const [, ...later] = sessionsFrom(calendar, entry, count)
  return {
    interval,
    bars: [...barsAfterSignal(entry), ...later.flatMap(barsIn)],
    lastSession: later.at(-1) ?? entry,
  }
}
