import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import { dailyKnownAt } from '@fyntrix/market-data'

/** How long monitors still look after the last bars could be known, since those may come late. */
const grace = 15 * 60_000

/** Why a monitor has nothing to look at at `nominal`, or null when it has: from the open of a session until a quarter of an hour after its close. */
export const reasonNotWatching = (nominal: Date, calendar: Calendar): string | null => {
  const at = nominal.getTime()
  const session = calendar.sessionOn(istDate(at))
  if (session === null) return 'no session today'
  if (at < session.open) return 'the session has not opened'
  return at > session.close + grace ? 'the session has ended' : null
}

/** The same for a monitor that follows daily bars as well: it looks again from when that of the session can be known, for a quarter of an hour. */
export const reasonNotFollowing = (nominal: Date, calendar: Calendar): string | null => {
  const at = nominal.getTime()
  const session = calendar.sessionOn(istDate(at))
  const known = session === null ? Number.NaN : dailyKnownAt(calendar, session)
  return known <= at && at <= known + grace ? null : reasonNotWatching(nominal, calendar)
}
