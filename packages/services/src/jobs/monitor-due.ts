import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'

/** Minutes after a session's close in which monitors still look, so that the last bars are seen although they came late. */
const afterCloseMinutes = 15

/** Why a monitor has nothing to look at at `nominal`, or null when it has: from the open of a session until a quarter of an hour after its close. */
export const reasonNotWatching = (nominal: Date, calendar: Calendar): string | null => {
  const at = nominal.getTime()
  const session = calendar.sessionOn(istDate(at))
  if (session === null) return 'no session today'
  if (at < session.open) return 'the session has not opened'
  return at > session.close + afterCloseMinutes * 60_000 ? 'the session has ended' : null
}
