import type { Calendar } from './calendar.ts'
import { closeIsFinal, type InstrumentHours } from './session.ts'

/** When prices may change: what a cache needs in order to decide how long a value stays fresh. Instants are epoch ms. */
export type SessionClock = {
  /** True while prices may still change. */
  isOpen(instant: number): boolean
  /** The next instant after this one at which prices start to change. */
  nextOpen(instant: number): number
  /** The next instant after this one at which prices stop changing. */
  nextClose(instant: number): number
}

/**
 * A {@link SessionClock} over a calendar. It opens with each interval of continuous trading and closes with it, except
 * that the last interval of a session counts as open until the official close may be read: a value stored between the
 * last trade and the close would else be kept until the next morning with a wrong last price. The pre-open does not
 * count. `instrument` narrows the end for a known instrument; without it the careful end holds (15:40 IST).
 *
 * Every method throws `CalendarRangeError` where the calendar's dates end.
 */
export function sessionClock(calendar: Calendar, instrument: InstrumentHours = {}): SessionClock {
  /** End of the closing stretch of the instant's session if the instant lies in it, else undefined. */
  const closingUntil = (instant: number): number | undefined => {
    const session = calendar.sessionOnDayOf(instant)
    if (!session || instant < session.close) return undefined
    const end = closeIsFinal(session, instrument)
    return instant < end ? end : undefined
  }
  return {
    isOpen(instant) {
      const phase = calendar.phaseAt(instant, instrument)
      return phase === 'open' || phase === 'closing-auction' || phase === 'close-pending'
    },
    nextOpen: (instant) => calendar.nextOpen(instant),
    nextClose(instant) {
      const closing = closingUntil(instant)
      if (closing !== undefined) return closing
      const close = calendar.nextClose(instant)
      const session = calendar.sessionOnDayOf(close)
      return session?.close === close ? closeIsFinal(session, instrument) : close
    },
  }
}
