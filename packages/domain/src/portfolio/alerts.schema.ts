import { z } from 'zod'
import { Following, feedEvent, Id, Instant, Lane, Symbol } from '../shared/index.ts'
import { Direction } from '../top-picks/index.ts'
import { Exchange, Product } from './ledger.schema.ts'
import { Alert, MonitorKind, PortfolioSnapshot } from './monitor.schema.ts'

/** An alert that was not there at the look before, and what it is about; prices in INR. */
export const BegunAlert = Alert.extend({
  symbol: Symbol,
  /** Null of what is watched. */
  exchange: Exchange.nullable(),
  product: Product.nullable(),
  direction: Direction.nullable(),
  /** The stop, target or entry that it speaks of; null where it speaks of none. */
  level: z.number().nullable(),
  currentPrice: z.number().nullable(),
  priceAt: Instant.nullable(),
})
export type BegunAlert = z.infer<typeof BegunAlert>

/** The alerts of an account that began when it was looked at. */
export const PortfolioAlerts = z.object({
  lane: Lane,
  accountId: Id,
  kind: MonitorKind,
  asOf: Instant,
  alerts: z.array(BegunAlert).min(1),
})
export type PortfolioAlerts = z.infer<typeof PortfolioAlerts>

/** A wish to hear of one's accounts as they are monitored; without an account or kind, of all. */
export const PortfolioSubscription = Following.extend({ accountId: Id.optional(), kind: MonitorKind.optional() })
export type PortfolioSubscription = z.infer<typeof PortfolioSubscription>

/** What a subscription of snapshots gives. */
export const SnapshotEvent = feedEvent(PortfolioSnapshot)

/** What a subscription of alerts gives. */
export const AlertsEvent = feedEvent(PortfolioAlerts)
