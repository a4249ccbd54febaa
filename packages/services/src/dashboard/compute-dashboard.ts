import { type GroupedReturns, groupPerformance, performanceByGroup } from '@fyntrix/analysis'
import { atIst, istDate } from '@fyntrix/calendar'
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
const meanBenchmarkOf = (sessions: readonly GroupedReturns[]): number | null => {
  let [count, sum] = [0, 0]
  for (const { returns, alphas } of sessions) {
    for (let i = 0; i < returns.length; i++) {
      const benchmark = (returns[i] ?? Number.NaN) - (alphas[i] ?? Number.NaN)
      if (Number.isNaN(benchmark)) continue
      count += 1
      sum += benchmark
    }
  }
  return count === 0 ? null : sum / count
}

const week = async ({ dashboard }: Repositories, lane: Lane, asOf: Date): Promise<WeekPerformance> => {
  const from = toInstant(new Date(asOf.getTime() - lookbackDays * dayMs))
  const span = { lane, from, to: toInstant(asOf) }
  const sessions = await dashboard.closedSessions(span)
  return {
    period: '7d',
    lane,
    asOf: span.to,
    from,
    ...(await dashboard.counts(span)),
    total: groupPerformance('all', sessions),
    groups: performanceByGroup(sessions),
    meanBenchmark: meanBenchmarkOf(sessions),
    ...(await dashboard.extremes(span, extremes)),
  }
}

/**
 * A dashboard as of an instant. Recommendations count from the instant of their signal, and as closed from when their last candle was due; so it can be
 * computed again as long as no candle came late.
 */
export const computeDashboard = (
  tx: Repositories,
  { period, lane, asOf }: { period: DashboardPeriod; lane: Lane; asOf: Date },
): Promise<Dashboard> => (period === 'intraday' ? intraday(tx, lane, asOf) : week(tx, lane, asOf))
