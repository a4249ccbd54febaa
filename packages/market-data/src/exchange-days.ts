import { atIst, type Calendar, dayNumber, InvalidDateError, istOffsetMs, type Session } from '@fyntrix/calendar'
import type { Fault } from './fault.ts'

/** A trading day as the providers need it. Instants are epoch milliseconds UTC. */
export interface ExchangeDay {
  readonly session: Session
  /** Civil days since 1970-01-01. */
  readonly day: number
  /** 00:00 IST: the `ts` of the day's daily bar. */
  readonly midnight: number
  /** See {@link dailyKnownAt}. */
  readonly knownAt: number
}

/** Finds the trading day of a date `YYYY-MM-DD`, or says why a bar of that date cannot be imported. */
export type ExchangeDays = (date: string) => ExchangeDay | Fault

/**
 * When the daily bar of a session can be known (epoch ms): 16:00 IST, as decided for files that record no arrival, or the
 * moment its official close is final where that is later. Without the second half the bar of an evening session (Diwali)
 * or of an extended one (2021-02-24, until 17:00) would be visible before its last trade.
 */
export const dailyKnownAt = (calendar: Calendar, session: Session): number =>
  Math.max(atIst(session.date, '16:00'), calendar.closeIsFinalAt(session.date))

/** Epoch milliseconds of 00:00 IST on a civil day (days since 1970-01-01). */
export const istMidnight = (day: number): number => day * 86_400_000 - istOffsetMs

/** A lookup over a calendar that remembers its answers: a folder names the same few thousand dates 100,000 times. */
export const exchangeDays = (calendar: Calendar): ExchangeDays => {
  const known = new Map<string, ExchangeDay | Fault>()
  const { first, last } = calendar.range

  return (date) => {
    const remembered = known.get(date)
    if (remembered) return remembered
    const day = civilDay(date)
    if (day === null) return { reason: 'unreadable', detail: 'the date is not a day YYYY-MM-DD' }
    // not remembered, like unreadable dates: a damaged file must not fill the memory
    if (date < first || date > last) return { reason: 'out-of-calendar', detail: `outside ${first}..${last}` }
    const session = calendar.sessionOn(date)
    const answer = session
      ? { session, day, midnight: istMidnight(day), knownAt: dailyKnownAt(calendar, session) }
      : { reason: 'not-a-session' as const, detail: `the exchange was closed on ${date}` }
    known.set(date, answer)
    return answer
  }
}

const civilDay = (date: string): number | null => {
  try {
    return dayNumber(date)
  } catch (error) {
    if (error instanceof InvalidDateError) return null
    throw error
  }
}
