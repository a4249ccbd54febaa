import { Dashboard, type IntradayOverview, lookbackDays, type WeekPerformance } from '@fyntrix/domain/dashboard'
import { z } from 'zod'
import { toCamelCase, toSnakeCase } from '../shared/case.ts'

const Fields = z.record(z.string(), z.unknown())

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Number(value.toFixed(digits))

/** The names by which legacy readers know the overview: percent, a place or two. */
const legacyOverview = ({ scalping }: IntradayOverview) => ({
  scalping_today: {
    total_exits: scalping.exits,
    winning_exits: scalping.wins,
    losing_exits: scalping.losses,
    win_rate: rounded(scalping.winRate === null ? null : 100 * scalping.winRate, 1),
    avg_return: rounded(scalping.meanReturn, 2),
    avg_hold_time_mins: rounded(scalping.meanHoldMinutes, 1),
    exit_reason_breakdown: scalping.reasons,
  },
})

const legacyPerformance = ({ total, meanBenchmark }: WeekPerformance) => ({
  universe: null,
  lookback_days: lookbackDays,
  metrics: {
    win_rate: rounded(total === null ? null : 100 * total.winRate.value, 1),
    avg_return: rounded(total?.mean.value ?? null, 2),
    alpha_generated: rounded(total?.meanAlpha ?? null, 2),
    total_picks: total?.n ?? 0,
    winning_picks: total?.wins ?? 0,
    losing_picks: total?.losses ?? 0,
    benchmark_return: rounded(meanBenchmark, 2),
  },
})

/** A dashboard as it stands in Redis: the legacy payload in snake_case with UTC times, plus everything that we know beyond it. */
export const toView = (dashboard: Dashboard): Readonly<Record<string, unknown>> => ({
  ...Fields.parse(toSnakeCase(dashboard)),
  ...(dashboard.period === 'intraday' ? legacyOverview(dashboard) : legacyPerformance(dashboard)),
})

/** Reads a view back; what only legacy readers need falls away. */
export const DashboardView = z.unknown().transform(toCamelCase).pipe(Dashboard)
