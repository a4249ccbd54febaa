import type { Calendar } from '@fyntrix/calendar'
import type { Dashboard } from '@fyntrix/domain/dashboard'
import { freshFor } from './dashboard.cache.ts'

/** Why a dashboard is out of date at `now`, or null while it is not: it is older than its freshness, and the exchange has traded since. */
export const staleReason = ({ period, asOf }: Dashboard, now: Date, calendar: Calendar): string | null => {
  const age = (now.getTime() - Date.parse(asOf)) / 1000
  if (age <= freshFor[period]) return null
  const session = calendar.lastSessionAt(now.getTime())
  if (session.close <= Date.parse(asOf)) return null
  return `as of ${asOf}; the session of ${session.date} has traded since`
}
