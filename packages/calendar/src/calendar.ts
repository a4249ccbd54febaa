import { NotASessionError } from './errors.ts'
import { dayNumber, istDay } from './ist.ts'
import { type Phase, sessionPhase } from './phases.ts'
import { closeIsFinal, endOfTrading, type InstrumentHours, type Session } from './session.ts'
import { buildSessionIndex } from './session-index.ts'
import type { CalendarTables } from './tables.ts'
import { type TradingTime, tradingTime } from './trading-time.ts'

/**
 * An exchange calendar: pure, without a clock of its own. Dates are IST dates `YYYY-MM-DD`, instants are epoch
 * milliseconds UTC. Every method throws `CalendarRangeError` when an argument or the answer lies outside `range`, and
 * `InvalidDateError` for a text that is no date; `daysLeft` knows no range.
 */
export type Calendar = TradingTime & {
  /** First and last known date, inclusive. */
  readonly range: { readonly first: string; readonly last: string }
  /** The rows that the calendar was made of, with their sources. */
  readonly tables: CalendarTables

  /** Civil days from an instant's IST date to the last known one; negative after it. For a warning in time. */
  daysLeft(instant: number): number

  /** The session of a date, null on a closed day. */
  sessionOn(date: string): Session | null
  /** The session of an instant's IST date, whatever the time of day; null on a closed day. */
  sessionOnDayOf(instant: number): Session | null
  /** True when the exchange has a session on the date. */
  isSession(date: string): boolean
  /** The session in progress, from the start of its pre-open to the end of all trading; null outside. */
  sessionAt(instant: number): Session | null
  /** The newest session whose continuous trading has started. */
  lastSessionAt(instant: number): Session
  /** The newest session whose official close may be read. */
  lastClosedSessionAt(instant: number, instrument?: InstrumentHours): Session

  /** The first session after a date; the date itself may be a closed day. */
  nextSession(date: string): Session
  /** The last session before a date; the date itself may be a closed day. */
  previousSession(date: string): Session
  /**
   * The session `count` sessions after a date, or before it when negative. From a closed day the first session in that
   * direction counts as one. Zero gives the date's own session; throws `NotASessionError` on a closed day.
   */
  addSessions(date: string, count: number): Session
  /** The sessions from one date to another, both inclusive; empty when `to` lies before `from`. */
  sessionsBetween(from: string, to: string): readonly Session[]

  /** What the cash market does with an instrument at an instant. */
  phaseAt(instant: number, instrument?: InstrumentHours): Phase
  /** The instant from which the official close of a session may be read. Throws `NotASessionError` on a closed day. */
  closeIsFinalAt(date: string, instrument?: InstrumentHours): number
}

/** Makes a calendar of tables. All sessions are computed here, once; afterwards every lookup is O(1). */
export function createCalendar(tables: CalendarTables): Calendar {
  const index = buildSessionIndex(tables)
  const { sessions } = index

  /** The newest session on or before the instant's date for which `reached` holds at the instant. */
  const newest = (instant: number, reached: (session: Session) => boolean): Session => {
    const position = index.countThroughInstant(instant) - 1
    const session = sessions[position]
    return index.at(session && !reached(session) ? position - 1 : position)
  }
  const requireSession = (date: string): Session => {
    const session = index.sessionOfDate(date)
    if (!session) throw new NotASessionError(date)
    return session
  }

  const calendar: Calendar = {
    ...tradingTime(index),
    range: { first: tables.first, last: tables.last },
    tables,
    daysLeft: (instant) => dayNumber(tables.last) - istDay(instant),
    sessionOn: (date) => index.sessionOfDate(date),
    sessionOnDayOf: (instant) => index.sessionOfInstant(instant),
    isSession: (date) => index.sessionOfDate(date) !== null,
    sessionAt(instant) {
      const session = index.sessionOfInstant(instant)
      return session && session.preOpen.open <= instant && instant < endOfTrading(session) ? session : null
    },
    lastSessionAt: (instant) => newest(instant, (session) => session.open <= instant),
    lastClosedSessionAt: (instant, instrument) =>
      newest(instant, (session) => closeIsFinal(session, instrument) <= instant),
    nextSession: (date) => index.at(index.countThrough(date)),
    previousSession: (date) => calendar.addSessions(date, -1),
    addSessions(date, count) {
      if (!Number.isInteger(count)) throw new RangeError(`a number of sessions is whole, not ${count}`)
      const through = index.countThrough(date)
      if (count === 0) return requireSession(date)
      if (count > 0) return index.at(through - 1 + count)
      return index.at((index.sessionOfDate(date) ? through - 1 : through) + count)
    },
    sessionsBetween(from, to) {
      const start = index.countThrough(from) - (index.sessionOfDate(from) ? 1 : 0)
      return sessions.slice(start, Math.max(start, index.countThrough(to)))
    },
    phaseAt(instant, instrument) {
      const session = index.sessionOfInstant(instant)
      return session ? sessionPhase(session, instant, instrument) : 'closed'
    },
    closeIsFinalAt: (date, instrument) => closeIsFinal(requireSession(date), instrument),
  }
  return calendar
}
