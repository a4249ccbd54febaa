import { horizonSessions, ownHorizon } from '@fyntrix/domain/pick-events'
import type { Mode } from '@fyntrix/domain/top-picks'
import { labelOf, outcomeConfig } from '../outcomes/index.ts'

/**
 * The closed recommendations of one mode that were signalled on one exchange date, as columns: net returns in percent, and what each has beyond its
 * benchmark, NaN where there is none.
 */
export interface SessionReturns {
  readonly date: string
  readonly mode: Mode
  readonly returns: ArrayLike<number>
  /** As long as `returns`. */
  readonly alphas: ArrayLike<number>
}

/** Counts and sums over recommendations, in percent. */
interface Sums {
  n: number
  total: number
  wins: number
  winTotal: number
  losses: number
  lossTotal: number
  withAlpha: number
  alphaTotal: number
}

/** Recommendations of a group: their returns, sums over all, and columns by date, oldest first. */
export interface Tally extends Readonly<Sums> {
  readonly returns: Float64Array
  /** Sessions that the longest position lasts. */
  readonly longestSpan: number
  readonly byDate: {
    readonly n: Float64Array
    readonly total: Float64Array
    readonly wins: Float64Array
    readonly capital: Float64Array
  }
}

/** sessions that a position of a mode lasts */
const spanOf = (mode: Mode): number => horizonSessions[ownHorizon[mode]] ?? 1

const nothing = (): Sums => ({
  n: 0,
  total: 0,
  wins: 0,
  winTotal: 0,
  losses: 0,
  lossTotal: 0,
  withAlpha: 0,
  alphaTotal: 0,
})

const sumsOf = ({ returns, alphas }: SessionReturns): Sums => {
  const sums = nothing()
  sums.n = returns.length
  for (let i = 0; i < returns.length; i++) {
    const value = returns[i] ?? Number.NaN
    sums.total += value
    const label = labelOf(value, outcomeConfig)
    if (label === 'WIN') {
      sums.wins += 1
      sums.winTotal += value
    } else if (label === 'LOSS') {
      sums.losses += 1
      sums.lossTotal += value
    }
    const alpha = alphas[i] ?? Number.NaN
    if (!Number.isNaN(alpha)) {
      sums.withAlpha += 1
      sums.alphaTotal += alpha
    }
  }
  return sums
}

const add = (to: Sums, more: Sums): void => {
  to.n += more.n
  to.total += more.total
  to.wins += more.wins
  to.winTotal += more.winTotal
  to.losses += more.losses
  to.lossTotal += more.lossTotal
  to.withAlpha += more.withAlpha
  to.alphaTotal += more.alphaTotal
}

/**
 * Counts rows in any order, in one pass. Wins and losses are by the thresholds in force. The capital's return on a date is a fraction: it is kept in as many
 * equal parts as a position lasts sessions, and one part goes into the picks of the date at equal weights, since positions of several dates are held at a time.
 */
export const tally = (rows: readonly SessionReturns[]): Tally => {
  const filled = rows.filter(({ returns }) => returns.length > 0)
  const dates = [...Map.groupBy(filled, ({ date }) => date)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const returns = new Float64Array(filled.reduce((count, row) => count + row.returns.length, 0))
  const all = nothing()
  const column = () => new Float64Array(dates.length)
  const byDate = { n: column(), total: column(), wins: column(), capital: column() }
  let filledTo = 0
  dates.forEach(([, sameDate], nth) => {
    const own = nothing()
    let invested = 0
    for (const row of sameDate) {
      const sums = sumsOf(row)
      add(own, sums)
      invested += sums.total / 100 / spanOf(row.mode)
      returns.set(row.returns, filledTo)
      filledTo += sums.n
    }
    byDate.n[nth] = own.n
    byDate.total[nth] = own.total
    byDate.wins[nth] = own.wins
    byDate.capital[nth] = invested / own.n
    add(all, own)
  })
  const longestSpan = filled.reduce((longest, { mode }) => Math.max(longest, spanOf(mode)), 1)
  return { ...all, returns, longestSpan, byDate }
}
