import { z } from 'zod'
import { CandleInterval, CandleSource } from '../candles/index.ts'
import { Id, Instant, Lane, Symbol, Urgency } from '../shared/index.ts'
import { Direction } from '../top-picks/index.ts'
import { Exchange, Product } from './ledger.schema.ts'
import { Rupees } from './rupees.ts'

/** What is monitored: what an account holds, or what its user watches. */
export const MonitorKind = z.enum(['positions', 'watchlist'])
export type MonitorKind = z.infer<typeof MonitorKind>

/** Stable: codes are added, never renamed. */
export const AlertCode = z.enum([
  'stop-hit',
  'stop-near',
  'target-hit',
  'target-near',
  'entry-reached',
  'entry-near',
  'price-missing',
  'price-stale',
  'plan-missing',
  'plan-outdated',
])
export type AlertCode = z.infer<typeof AlertCode>

/** Something that its user should know. Without urgency it says what could not be judged. */
export const Alert = z.object({ code: AlertCode, urgency: Urgency.nullable(), message: z.string() })
export type Alert = z.infer<typeof Alert>

/** The newest price that was known, or why there is none. */
const quote = {
  currentPrice: z.number().nullable(),
  priceReason: z.string().nullable(),
  priceAt: Instant.nullable(),
  priceAgeSeconds: z.number().nullable(),
  priceSource: CandleSource.nullable(),
  priceInterval: CandleInterval.nullable(),
  simulated: z.boolean(),
}

/** What is left to stop and target, and what follows. Null with a reason where it can not be judged. */
const judgement = {
  /** In percent of the price; negative beyond the level. */
  distanceToStopPct: z.number().nullable(),
  distanceToTargetPct: z.number().nullable(),
  /** 100 at ease, 60 near the stop, 0 beyond it. */
  healthScore: z.number().nullable(),
  healthReason: z.string().nullable(),
  urgency: Urgency.nullable(),
  urgencyReason: z.string().nullable(),
  alerts: z.array(Alert),
}

/** The price of one instrument as a monitor shows it. */
export const Quote = z.object(quote)
export type Quote = z.infer<typeof Quote>

/** What a monitor thinks of a price beside a stop and a target. */
export const Judgement = z.object(judgement)
export type Judgement = z.infer<typeof Judgement>

/** An open position with its price. Amounts in INR; what follows from a missing price is null. */
export const MonitoredPosition = z.object({
  symbol: Symbol,
  exchange: Exchange,
  product: Product,
  direction: Direction,
  /** Shares; negative when they are owed. */
  quantity: z.int(),
  /** Average, rounded. */
  entryPrice: z.number(),
  stopLoss: z.number().nullable(),
  target: z.number().nullable(),
  ...quote,
  cost: Rupees,
  /** Quantity × price; negative when shares are owed. */
  value: Rupees.nullable(),
  /** Value − cost, before fees. */
  unrealised: Rupees.nullable(),
  realised: Rupees,
  fees: Rupees,
  /** Unrealised in percent of the cost. */
  returnPct: z.number().nullable(),
  ...judgement,
})
export type MonitoredPosition = z.infer<typeof MonitoredPosition>

/** How many are how urgent. `unjudged` could not be told. */
const urgencies = {
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  unjudged: z.int(),
  /** Mean over those whose health could be judged; null when none could. */
  avgHealthScore: z.number().nullable(),
  healthJudged: z.int(),
}

/** Sums of what is priced. */
const PricedTotals = z.object({ positions: z.int(), value: Rupees, cost: Rupees, unrealised: Rupees, gross: Rupees })

/** Sums of an account. What needs every price is null while one is missing; `priced` sums up what has one. */
export const PositionsSummary = z.object({
  positions: z.int(),
  unpriced: z.int(),
  totalValue: Rupees.nullable(),
  totalCost: Rupees,
  unrealised: Rupees.nullable(),
  /** Of all positions so far, closed ones included, before fees. */
  realised: Rupees,
  fees: Rupees,
  /** Unrealised in percent of what the positions cost, each counted positive. */
  returnPct: z.number().nullable(),
  /** Long less short value. */
  netExposure: Rupees.nullable(),
  /** Long plus short value. */
  grossExposure: Rupees.nullable(),
  priced: PricedTotals,
  ...urgencies,
})
export type PositionsSummary = z.infer<typeof PositionsSummary>

/** What a user watches; prices in INR. */
export const WatchEntry = z.object({
  symbol: Symbol,
  desiredEntry: z.number().nullable(),
  stopLoss: z.number().nullable(),
  target: z.number().nullable(),
})
export type WatchEntry = z.infer<typeof WatchEntry>

/** An entry of a watchlist with its price. Its side follows from its levels, long where they say nothing; null where they contradict each other. */
export const MonitoredEntry = WatchEntry.extend({
  direction: Direction.nullable(),
  ...quote,
  /** How far the price is from the entry, in percent of the price; negative: the entry lies below it. */
  distanceToEntryPct: z.number().nullable(),
  ...judgement,
})
export type MonitoredEntry = z.infer<typeof MonitoredEntry>

export const WatchlistSummary = z.object({ entries: z.int(), unpriced: z.int(), ...urgencies })
export type WatchlistSummary = z.infer<typeof WatchlistSummary>

const stamp = { lane: Lane, accountId: Id, asOf: Instant }

/** What an account held at an instant, priced. */
export const PositionsSnapshot = z.object({
  kind: z.literal('positions'),
  ...stamp,
  positions: z.array(MonitoredPosition),
  summary: PositionsSummary,
})
export type PositionsSnapshot = z.infer<typeof PositionsSnapshot>

/** What the user of an account watched at an instant, priced. */
export const WatchlistSnapshot = z.object({
  kind: z.literal('watchlist'),
  ...stamp,
  entries: z.array(MonitoredEntry),
  summary: WatchlistSummary,
})
export type WatchlistSnapshot = z.infer<typeof WatchlistSnapshot>

/** A snapshot: the type that is computed is the one that is stored and served. */
export const PortfolioSnapshot = z.discriminatedUnion('kind', [PositionsSnapshot, WatchlistSnapshot])
export type PortfolioSnapshot = z.infer<typeof PortfolioSnapshot>

const account = { accountId: Id.optional(), kind: MonitorKind.default('positions') }

/** Prices an account and records it; with `asOf`, as of what was known then. */
export const MonitorRequest = z.object({ ...account, asOf: Instant.optional() })
export type MonitorRequest = z.infer<typeof MonitorRequest>

/** A question for the newest snapshot; with `asOf`, the newest that was there then. */
export const LatestSnapshotQuery = z.object({ ...account, asOf: Instant.optional() })
export type LatestSnapshotQuery = z.infer<typeof LatestSnapshotQuery>

/** The newest snapshot, and whether it is out of date. */
export const LatestSnapshot = z.object({
  snapshot: PortfolioSnapshot,
  staleReason: z.string().nullable(),
  servedFrom: z.enum(['redis', 'postgresql']),
})
export type LatestSnapshot = z.infer<typeof LatestSnapshot>

/** A question for past snapshots, newest first; `before` is the `asOf` of the last one of the page before. */
export const SnapshotHistoryQuery = z.object({
  ...account,
  from: Instant.optional(),
  before: Instant.optional(),
  limit: z.int().min(1).max(200).default(30),
})
export type SnapshotHistoryQuery = z.infer<typeof SnapshotHistoryQuery>
