import type { Calendar } from '@fyntrix/calendar'
import type { GlobalScore } from '@fyntrix/domain/scores'
import { freshFor } from './scores.cache.ts'

/** Why a score is out of date at `now`, or null while it is not: it is older than six hours, and the exchange has traded since. */
export const staleReason = ({ analyzedAt }: GlobalScore, now: Date, calendar: Calendar): string | null => {
  const at = Date.parse(analyzedAt)
  if (now.getTime() - at <= freshFor * 1_000) return null
  const session = calendar.lastSessionAt(now.getTime())
  return session.close <= at ? null : `analysed ${analyzedAt}; the session of ${session.date} has traded since`
}
