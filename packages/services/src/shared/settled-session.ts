import type { Calendar } from '@fyntrix/calendar'
import type { SessionDate } from '@fyntrix/domain/shared'
import { dailyKnownAt } from '@fyntrix/market-data'

/** The newest session whose daily candles can be known at an instant (epoch milliseconds). */
export const lastSettledSession = (instant: number, calendar: Calendar): SessionDate => {
  const session = calendar.lastSessionAt(instant)
  return instant < dailyKnownAt(calendar, session) ? calendar.previousSession(session.date).date : session.date
}
