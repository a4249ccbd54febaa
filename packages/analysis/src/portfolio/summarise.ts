import type {
  Judgement,
  MonitoredEntry,
  MonitoredPosition,
  Position,
  PositionsSummary,
  WatchlistSummary,
} from '@fyntrix/domain/portfolio'
import type { Urgency } from '@fyntrix/domain/shared'
import { numberOf, rupeesOf, unitsOf } from './money.ts'

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)
const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

const urgenciesOf = (judged: readonly Pick<Judgement, 'urgency' | 'healthScore'>[]) => {
  const count = (urgency: Urgency | null): number => judged.filter((one) => one.urgency === urgency).length
  const scores = judged.flatMap(({ healthScore }) => (healthScore === null ? [] : [healthScore]))
  return {
    critical: count('CRITICAL'),
    high: count('HIGH'),
    medium: count('MEDIUM'),
    low: count('LOW'),
    unjudged: count(null),
    avgHealthScore: scores.length === 0 ? null : scores.reduce((total, score) => total + score, 0) / scores.length,
    healthJudged: scores.length,
  }
}

/** Sums of an account: `open` are its open positions as they were priced, `all` every position of its ledger. */
export const summarisePositions = (open: readonly MonitoredPosition[], all: readonly Position[]): PositionsSummary => {
  const priced = open.flatMap(({ value, cost }) =>
    value === null ? [] : [{ value: unitsOf(value), cost: unitsOf(cost) }],
  )
  const value = sum(priced.map((one) => one.value))
  const cost = sum(priced.map((one) => one.cost))
  const gross = sum(priced.map((one) => size(one.value)))
  const paid = sum(open.map((one) => size(unitsOf(one.cost))))
  const complete = priced.length === open.length
  const total = (amount: bigint) => (complete ? rupeesOf(amount) : null)
  return {
    positions: open.length,
    unpriced: open.length - priced.length,
    totalValue: total(value),
    totalCost: rupeesOf(sum(open.map((one) => unitsOf(one.cost)))),
    unrealised: total(value - cost),
    realised: rupeesOf(sum(all.map(({ realised }) => unitsOf(realised)))),
    fees: rupeesOf(sum(all.map(({ fees }) => unitsOf(fees)))),
    returnPct: complete && paid > 0n ? (100 * numberOf(value - cost)) / numberOf(paid) : null,
    netExposure: total(value),
    grossExposure: total(gross),
    priced: {
      positions: priced.length,
      value: rupeesOf(value),
      cost: rupeesOf(cost),
      unrealised: rupeesOf(value - cost),
      gross: rupeesOf(gross),
    },
    ...urgenciesOf(open),
  }
}

/** How many entries are how urgent. */
export const summariseWatchlist = (entries: readonly MonitoredEntry[]): WatchlistSummary => ({
  entries: entries.length,
  unpriced: entries.filter(({ currentPrice }) => currentPrice === null).length,
  ...urgenciesOf(entries),
})
