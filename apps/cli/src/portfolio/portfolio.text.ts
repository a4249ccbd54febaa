import type {
  Judgement,
  LatestSnapshot,
  LedgerEntry,
  PortfolioSnapshot,
  PositionPlan,
  Positions,
  PositionsSnapshot,
  Quote,
  RecordedFills,
  WatchlistSnapshot,
} from '@fyntrix/domain/portfolio'
import { styled, table } from '../shared/output.ts'

const number = (value: number | null): string => (value === null ? '–' : value.toFixed(2))
const rupees = (amount: string | null): string => (amount === null ? '–' : amount.replace(/\.(\d\d)00$/, '.$1'))
const label = (simulated: boolean): string => (simulated ? `${styled('yellow', 'SIMULATED')}\n` : '')

const saidOf = (entry: LedgerEntry): string => {
  if (entry.kind === 'fill')
    return `${entry.side} ${entry.quantity} ${entry.symbol} ${entry.product} at ${rupees(entry.price)}, fees ${rupees(entry.fees)}`
  if (entry.kind === 'reversal') return `reverses ${entry.reverses}`
  const ratio = entry.kind === 'split' ? 'instead of' : 'in addition to'
  return `${entry.symbol}: ${entry.numerator} ${ratio} ${entry.denominator}, ex ${entry.exDate}`
}

const entriesText = (entries: readonly LedgerEntry[]): string =>
  table(
    ['counts from', 'kind', 'what', 'id', 'your id'],
    entries.map((entry) => [entry.at, entry.kind, saidOf(entry), styled('dim', entry.id), entry.externalId]),
  )

/** Entries of a ledger for people. */
export const fillsText = (entries: readonly LedgerEntry[]): string =>
  entries.length === 0 ? 'nothing was entered yet' : entriesText(entries)

/** What was entered, for people. */
export const recordedText = ({ recorded, known, entries }: RecordedFills): string =>
  `${recorded} entered, ${known} known before\n${entriesText(entries)}`

/** Positions of a ledger for people; amounts in INR. */
export const positionsText = ({ positions, lane, asOf }: Positions): string =>
  positions.length === 0
    ? 'nothing was held yet'
    : `${label(lane === 'simulated')}as of ${asOf}\n${table(
        ['symbol', 'exchange', 'product', 'quantity', 'average', 'cost', 'realised', 'fees', 'left over'],
        positions.map((one) => [
          one.symbol,
          one.exchange,
          one.product,
          String(one.quantity),
          rupees(one.averagePrice),
          rupees(one.cost),
          rupees(one.realised),
          rupees(one.fees),
          one.rests.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join(', '),
        ]),
        [3, 4, 5, 6, 7],
      )}`

/** Stop and target of a position for people. */
export const planText = ({ symbol, stopLoss, target, setAt }: PositionPlan): string =>
  `${symbol}: stop ${number(stopLoss)}, target ${number(target)}, since ${setAt}`

const judged = ({ healthScore, urgency, alerts }: Judgement): string[] => [
  healthScore === null ? '–' : String(healthScore),
  urgency ?? '–',
  alerts.map(({ code }) => code).join(', '),
]

const reasonsOf = (items: readonly ({ readonly symbol: string } & Quote & Judgement)[]): string[] =>
  items.flatMap(({ symbol, priceReason, healthReason }) => {
    const reason = priceReason ?? healthReason
    return reason === null ? [] : [styled('dim', `${symbol}: ${reason}`)]
  })

const heldText = ({ asOf, positions, summary }: PositionsSnapshot): string =>
  [
    `as of ${asOf}: ${summary.positions} positions, ${summary.unpriced} without a price`,
    `value ${rupees(summary.totalValue)}, cost ${rupees(summary.totalCost)}, unrealised ${rupees(summary.unrealised)}, realised ${rupees(summary.realised)}, fees ${rupees(summary.fees)}`,
    ...(positions.length === 0
      ? []
      : [
          table(
            [
              'symbol',
              'product',
              'quantity',
              'average',
              'price',
              'value',
              'unrealised',
              '%',
              'health',
              'urgency',
              'alerts',
            ],
            positions.map((one) => [
              one.symbol,
              one.product,
              String(one.quantity),
              number(one.entryPrice),
              number(one.currentPrice),
              rupees(one.value),
              rupees(one.unrealised),
              number(one.returnPct),
              ...judged(one),
            ]),
            [2, 3, 4, 5, 6, 7, 8],
          ),
        ]),
    ...reasonsOf(positions),
  ].join('\n')

const watchedText = ({ asOf, entries, summary }: WatchlistSnapshot): string =>
  [
    `as of ${asOf}: ${summary.entries} entries, ${summary.unpriced} without a price`,
    ...(entries.length === 0
      ? []
      : [
          table(
            ['symbol', 'side', 'price', 'entry', 'to entry %', 'stop', 'target', 'health', 'urgency', 'alerts'],
            entries.map((one) => [
              one.symbol,
              one.direction ?? '–',
              number(one.currentPrice),
              number(one.desiredEntry),
              number(one.distanceToEntryPct),
              number(one.stopLoss),
              number(one.target),
              ...judged(one),
            ]),
            [2, 3, 4, 5, 6, 7],
          ),
        ]),
    ...reasonsOf(entries),
  ].join('\n')

/** A snapshot for people; amounts in INR, before fees. */
export const snapshotText = (snapshot: PortfolioSnapshot): string =>
  label(snapshot.lane === 'simulated') + (snapshot.kind === 'positions' ? heldText(snapshot) : watchedText(snapshot))

/** The newest snapshot for people, with a warning when it is out of date. */
export const latestText = ({ snapshot, staleReason }: LatestSnapshot): string =>
  (staleReason === null ? '' : `${styled('yellow', `STALE: ${staleReason}`)}\n`) + snapshotText(snapshot)
