import { defineProjection, type Projection } from '@fyntrix/cache'
import type { Dashboard, DashboardPeriod } from '@fyntrix/domain/dashboard'
import { DashboardView, toView } from './dashboard.view.ts'

const minute = 60
const day = 24 * 60 * minute

/** Seconds for which a dashboard counts as fresh. */
export const freshFor: Readonly<Record<DashboardPeriod, number>> = { intraday: 15 * minute, '7d': day }

type Pattern = 'dashboard:overview:intraday' | 'dashboard:overview:performance:7d'

const patterns: Readonly<Record<DashboardPeriod, Pattern>> = {
  intraday: 'dashboard:overview:intraday',
  '7d': 'dashboard:overview:performance:7d',
}

const described: Readonly<Record<DashboardPeriod, string>> = {
  intraday: 'what was signalled and what closed on the exchange date',
  '7d': 'how the recommendations that closed within seven days did',
}

/** The newest dashboard of each period in the home's lane. Its version is the instant that it is as of. */
export const dashboardProjections = (
  prefix: string,
): Readonly<Record<DashboardPeriod, Projection<Pattern, Dashboard>>> => {
  const projection = (period: DashboardPeriod) =>
    defineProjection(
      {
        pattern: patterns[period],
        description: described[period],
        schema: DashboardView,
        encode: toView,
        fresh: freshFor[period],
        lifetime: 7 * day,
      },
      prefix,
    )
  return { intraday: projection('intraday'), '7d': projection('7d') }
}

/** What decides which of two dashboards is newer, in PostgreSQL and in Redis. */
export const versionOf = ({ asOf }: Dashboard): number => Date.parse(asOf)
