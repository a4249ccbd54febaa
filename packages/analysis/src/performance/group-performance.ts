import type { Estimate } from '@fyntrix/domain/analyses'
import { horizonSessions, ownHorizon } from '@fyntrix/domain/pick-events'
import type { GroupPerformance } from '@fyntrix/domain/recommendations'
import type { Mode } from '@fyntrix/domain/top-picks'
import { labelOf, outcomeConfig } from '../outcomes/index.ts'
import { clusterBootstrap, equityDrawdown, pooledRatio, summary } from '../statistics/index.ts'

/** The closed recommendations of one mode that were signalled on one exchange date: net returns in percent, and what each has beyond its benchmark. */
export interface SessionReturns {
  readonly date: string
  readonly mode: Mode
  readonly returns: readonly number[]
  /** As long as `returns`; null where there is no benchmark. */
  readonly alphas: readonly (number | null)[]
}

/** The same of one group. */
export interface GroupedReturns extends SessionReturns {
  readonly group: string
}

/** any fixed number would do: it makes the same facts give the same intervals */
const seed = 20_260_101
const few = { picks: 100, sessions: 20 }

const spanOf = (mode: Mode): number => horizonSessions[ownHorizon[mode]] ?? 1

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : sum(values) / values.length)

/**
 * Return of the capital on one date, as a fraction: it is kept in as many equal parts as a position lasts sessions, and one part goes into the picks of
 * the date at equal weights, since positions of several dates are held at a time.
 */
const capitalReturn = (sameDate: readonly SessionReturns[]): number => {
  const n = sum(sameDate.map(({ returns }) => returns.length))
  return sum(sameDate.map(({ mode, returns }) => sum(returns) / 100 / spanOf(mode))) / n
}

const warningOf = (n: number, sessions: number): string | null =>
  n < few.picks || sessions < few.sessions
    ? `${n} recommendations of ${sessions} sessions are few: below ${few.picks} of ${few.sessions} a result says little`
    : null

/**
 * How the closed recommendations of a group did, given by date and mode in any order. Intervals draw whole dates again, as many neighbours together as
 * the longest position lasts sessions. The equity compounds what the capital returns from date to date. Wins and losses are by the thresholds in force.
 * Deterministic. Null of none.
 */
export const groupPerformance = (group: string, rows: readonly SessionReturns[]): GroupPerformance | null => {
  const filled = rows
    .filter(({ returns }) => returns.length > 0)
    .toSorted((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)))
  const all = filled.flatMap(({ returns }) => returns)
  const described = summary(all)
  if (described === null) return null
  const dates = [...Map.groupBy(filled, ({ date }) => date).values()]
  const blockLength = Math.max(...filled.map(({ mode }) => spanOf(mode)))

  const estimate = (counted: (value: number) => number): Estimate => {
    const sums = Float64Array.from(dates, (rowsOf) => sum(rowsOf.map(({ returns }) => sum(returns.map(counted)))))
    const counts = Float64Array.from(dates, (rowsOf) => sum(rowsOf.map(({ returns }) => returns.length)))
    const statistic = pooledRatio(sums, counts)
    return {
      value: sum([...sums]) / all.length,
      interval: clusterBootstrap({ clusters: dates.length, statistic, blockLength, seed }),
      sessions: dates.length,
      n: all.length,
    }
  }

  const labelled = Map.groupBy(all, (value) => labelOf(value, outcomeConfig))
  const [wins, losses] = [labelled.get('WIN') ?? [], labelled.get('LOSS') ?? []]
  const drawdown = equityDrawdown(dates.map(capitalReturn))
  return {
    group,
    n: described.n,
    sessions: dates.length,
    wins: wins.length,
    losses: losses.length,
    winRate: estimate((value) => (labelOf(value, outcomeConfig) === 'WIN' ? 1 : 0)),
    mean: estimate((value) => value),
    median: described.median,
    standardDeviation: described.standardDeviation,
    meanWin: meanOf(wins),
    meanLoss: meanOf(losses),
    expectancy: (sum(wins) + sum(losses)) / described.n,
    meanAlpha: meanOf(filled.flatMap(({ alphas }) => alphas.filter((alpha) => alpha !== null))),
    equityDrawdown: drawdown === null ? null : 100 * drawdown,
    warning: warningOf(described.n, dates.length),
  }
}

/** The performance of each group that has any, in the order in which the groups come. */
export const performanceByGroup = (rows: readonly GroupedReturns[]): GroupPerformance[] =>
  [...Map.groupBy(rows, ({ group }) => group)].flatMap(([group, own]) => groupPerformance(group, own) ?? [])
