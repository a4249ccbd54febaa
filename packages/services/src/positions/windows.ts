import { atIst, type Calendar } from '@fyntrix/calendar'
import { horizonSessions, ownHorizon } from '@fyntrix/domain/pick-events'
import { PositionMode } from '@fyntrix/domain/positions'
import type { SessionDate } from '@fyntrix/domain/shared'

/** What is looked at of a mode at an instant; epoch milliseconds. */
export interface Window {
  readonly mode: PositionMode
  /** Picks are read from here on. */
  readonly since: number
  /** A pick before this is not held any more, nor told of. */
  readonly recent: number
  /** Positions that ended before this are not told of any more. */
  readonly toldFrom: number
}

/** Sessions after the one of its end in which a position is still told of: daily bars may come after the last look of their day. */
const toldAfter: Readonly<Record<PositionMode, number>> = { intraday: 0, swing: 1 }

/**
 * Which pick of a symbol stands depends on those before it, as long as it was picked without a break. Swing picks are therefore read from a day that stays
 * the same for a month: from one that moved with the session, another pick would stand each day.
 */
const monthsBack = 2

const monthStart = (date: SessionDate): number => {
  const first = new Date(`${date.slice(0, 7)}-01T00:00:00.000Z`)
  first.setUTCMonth(first.getUTCMonth() - monthsBack)
  return atIst(first.toISOString().slice(0, 10), '00:00')
}

const windowOf = (mode: PositionMode, asOf: Date, calendar: Calendar): Window => {
  // the picks of a day are held through its evening: they are what the day came to
  const { date } = calendar.sessionOnDayOf(asOf.getTime()) ?? calendar.lastSessionAt(asOf.getTime())
  const sessionsBack = (count: number): number => atIst(calendar.addSessions(date, -count).date, '00:00')
  // what is signalled after the last bar of a session is entered in the next one
  const recent = sessionsBack(toldAfter[mode] + (horizonSessions[ownHorizon[mode]] ?? 1))
  const since = mode === 'swing' ? Math.min(recent, monthStart(date)) : recent
  return { mode, since, recent, toldFrom: sessionsBack(toldAfter[mode]) }
}

/** What is looked at as of an instant, mode by mode. */
export const windowsAt = (asOf: Date, calendar: Calendar): Window[] =>
  PositionMode.options.map((mode) => windowOf(mode, asOf, calendar))
