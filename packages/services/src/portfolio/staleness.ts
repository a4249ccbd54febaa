import type { Calendar } from '@fyntrix/calendar'
import type { PortfolioSnapshot } from '@fyntrix/domain/portfolio'
import { freshFor } from './portfolio.cache.ts'

/** Why a snapshot is out of date at `now`, or null while it is not: it is older than its freshness, and the exchange has traded since. */
export const staleReason = ({ asOf }: PortfolioSnapshot, now: Date, calendar: Calendar): string | null => {
  const age = (now.getTime() - Date.parse(asOf)) / 1000
  if (age <= freshFor) return null
  const session = calendar.lastSessionAt(now.getTime())
  return session.close <= Date.parse(asOf) ? null : `as of ${asOf}; the session of ${session.date} has traded since`
}
