import { groupPerformance } from '@fyntrix/analysis'
import { atIst, istDate } from '@fyntrix/calendar'
import type { ClosedSession } from '@fyntrix/db/dashboard'
import type { Repositories } from '@fyntrix/db/shared'
import {
  type Dashboard,
  type DashboardPeriod,
  type IntradayOverview,
  lookbackDays,
  type WeekPerformance,
} from '@fyntrix/domain/dashboard'
import { type Lane, toInstant } from '@fyntrix/domain/shared'

const extremes = 5
const dayMs = 86_400_000

const intraday = async ({ dashboard }: Repositories, lane: Lane, asOf: Date): Promise<IntradayOverview> => {
  const date = istDate(asOf.getTime())
  const span = { lane, from: toInstant(new Date(atIst(date, '00:00') - 1)), to: toInstant(asOf) }
  return {
    period: 'intraday',
    lane,
    asOf: span.to,
    date,
    signals: await dashboard.signals(span),
    closed: await dashboard.exits(span, null),
    scalping: await dashboard.exits(span, 'scalping'),
  }
}

/** mean of what the benchmarks returned, each with the sign of its recommendation: net return less alpha */
const meanBenchmarkOf = (sessions: readonly ClosedSession[]): number | null => {
  const known = sessions.flatMap(({ returns, alphas }) =>
    returns.flatMap((value, i) => {
      const alpha = alphas[i] ?? null
      return alpha === null ? [] : [value - alpha]
    }),
  )
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

const byDate = (sessions: readonly ClosedSession[]): ClosedSession[] =>
  sessions.toSorted((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)))

const week = async ({ dashboard }: Repositories, lane: Lane, asOf: Date): Promise<WeekPerformance> => {
  const from = toInstant(new Date(asOf.getTime() - lookbackDays * dayMs))
  const span = { lane, from, to: toInstant(asOf) }
  const sessions = await dashboard.closedSessions(span)
  const groups = Map.groupBy(sessions, ({ universe, mode }) => `${universe} ${mode}`)
  return {
    period: '7d',
    lane,
    asOf: span.to,
    from,
    ...(await dashboard.counts(span)),
    total: groupPerformance('all', byDate(sessions)),
    groups: [...groups].flatMap(([group, rows]) => groupPerformance(group, byDate(rows)) ?? []),
    meanBenchmark: meanBenchmarkOf(sessions),
    ...(await dashboard.extremes(span, extremes)),
  }
}

/** A dashboard of what was known at `asOf`. Recommendations count from the instant of their signal, and as closed from when that could first be told. */
export const computeDashboard = (
  tx: Repositories,
  { period, lane, asOf }: { period: DashboardPeriod; lane: Lane; asOf: Date },
): Promise<Dashboard> => (period === 'intraday' ? intraday(tx, lane, asOf) : week(tx, lane, asOf))
