import type { Estimate } from '@fyntrix/domain/analyses'
import type { GroupPerformance } from '@fyntrix/domain/recommendations'
import { clusterBootstraps, equityDrawdown, pooledRatio, summary } from '../statistics/index.ts'
import { type SessionReturns, tally } from './tally.ts'

/** The same of one group. */
export interface GroupedReturns extends SessionReturns {
  readonly group: string
}

/** any fixed number would do: it makes the same facts give the same intervals */
const seed = 20_260_101
const few = { picks: 100, sessions: 20 }

const warningOf = (n: number, sessions: number): string | null =>
  n < few.picks || sessions < few.sessions
    ? `${n} recommendations of ${sessions} sessions are few: below ${few.picks} of ${few.sessions} a result says little`
    : null

const ratio = (dividend: number, divisor: number): number | null => (divisor === 0 ? null : dividend / divisor)

/**
 * How the closed recommendations of a group did, given by date and mode in any order. Intervals draw whole dates again, as many neighbours together as
 * the longest position lasts sessions. The equity compounds what the capital returns from date to date. Wins and losses are by the thresholds in force.
 * Deterministic. Null of none.
 */
export const groupPerformance = (group: string, rows: readonly SessionReturns[]): GroupPerformance | null => {
  const { returns, byDate, longestSpan, ...all } = tally(rows)
  const described = summary(returns)
  if (described === null) return null
  const sessions = byDate.n.length
  const [winRate = null, mean = null] = clusterBootstraps({
    clusters: sessions,
    statistics: [pooledRatio(byDate.wins, byDate.n), pooledRatio(byDate.total, byDate.n)],
    blockLength: longestSpan,
    seed,
  })
  const estimate = (value: number, interval: Estimate['interval']): Estimate => ({
    value,
    interval,
    sessions,
    n: all.n,
  })
  const drawdown = equityDrawdown(byDate.capital)
  return {
    group,
    n: all.n,
    sessions,
    wins: all.wins,
    losses: all.losses,
    winRate: estimate(all.wins / all.n, winRate),
    mean: estimate(all.total / all.n, mean),
    median: described.median,
    standardDeviation: described.standardDeviation,
    meanWin: ratio(all.winTotal, all.wins),
    meanLoss: ratio(all.lossTotal, all.losses),
    expectancy: (all.winTotal + all.lossTotal) / all.n,
    meanAlpha: ratio(all.alphaTotal, all.withAlpha),
    equityDrawdown: drawdown === null ? null : 100 * drawdown,
    warning: warningOf(all.n, sessions),
  }
}

/** The performance of each group that has any, in the order in which the groups come. */
export const performanceByGroup = (rows: readonly GroupedReturns[]): GroupPerformance[] =>
  [...Map.groupBy(rows, ({ group }) => group)].flatMap(([group, own]) => groupPerformance(group, own) ?? [])
