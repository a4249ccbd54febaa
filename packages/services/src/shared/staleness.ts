import type { Calendar } from '@fyntrix/calendar'
import type { Instant } from '@fyntrix/domain/shared'

/** Why something as of an instant is out of date at `now`, or null while it is not: it is older than `freshSeconds`, and the exchange has traded since. */
export const outOfDate = (asOf: Instant, freshSeconds: number, now: Date, calendar: Calendar): string | null => {
  const at = Date.parse(asOf)
  if ((now.getTime() - at) / 1000 <= freshSeconds) return null
  const session = calendar.lastSessionAt(now.getTime())
  return session.close <= at ? null : `as of ${asOf}; the session of ${session.date} has traded since`
}
