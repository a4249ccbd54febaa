import { engineConfig, type Holding, holdingOf } from '@fyntrix/analysis'
import { type Calendar, CalendarRangeError } from '@fyntrix/calendar'
import type { Horizon } from '@fyntrix/domain/pick-events'
import type { Mode } from '@fyntrix/domain/top-picks'
import { dailyKnownAt } from '@fyntrix/market-data'

/** A pick's signal (epoch milliseconds) and how it is to be followed. */
export interface Following {
  readonly mode: Mode
  readonly signalAt: number
  readonly horizon: Horizon
}

/** The bars over which a pick is followed: those that its mode reads. Throws `CalendarRangeError` where the calendar does not reach. */
export const holdingFor = (calendar: Calendar, { mode, signalAt, horizon }: Following) =>
  holdingOf(calendar, { signalAt, interval: engineConfig.modes[mode].interval, horizon })

/** The same, or null where the calendar does not reach. */
export const holdingWithin = (calendar: Calendar, following: Following): Holding | null => {
  try {
    return holdingFor(calendar, following)
  } catch (cause) {
    if (cause instanceof CalendarRangeError) return null
    throw cause
  }
}

/** When the last bar of a horizon is known (epoch milliseconds), by the same rule as for candles; null where the calendar does not reach yet. */
export const outcomeDueAt = (calendar: Calendar, following: Following): number | null => {
  const holding = holdingWithin(calendar, following)
  if (holding === null) return null
  const { interval, bars, lastSession } = holding
  return interval === 'day' ? dailyKnownAt(calendar, lastSession) : (bars.at(-1)?.close ?? null)
}

/** Sessions after the due time that the source has delivered before a candle counts as one that does not come. */
const graceSessions = 2

/** What is known of time: the instant of asking, and when the newest candle of the source became known, whatever its symbol. Epoch milliseconds. */
export interface Progress {
  readonly asOf: number
  readonly delivered: number
}

/**
 * When to look again for candles that were missing: once the next session's are known. Null when the source has gone on for two sessions without them,
 * or beyond the calendar: then the outcome is unavailable. A source that has stopped altogether is waited for, however long.
 */
export const nextAttempt = (calendar: Calendar, dueAt: number, { asOf, delivered }: Progress): number | null => {
  try {
    const due = calendar.lastSessionAt(dueAt)
    const end = dailyKnownAt(calendar, calendar.addSessions(due.date, graceSessions))
    if (Math.min(asOf, delivered) >= end) return null
    const settled = calendar.lastSessionAt(asOf)
    const known = dailyKnownAt(calendar, settled)
    return known > asOf ? known : dailyKnownAt(calendar, calendar.nextSession(settled.date))
  } catch (cause) {
    if (cause instanceof CalendarRangeError) return null
    throw cause
  }
}
