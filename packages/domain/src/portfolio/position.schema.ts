import { z } from 'zod'
import { Id, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { Exchange, Product } from './ledger.schema.ts'
import { Rupees } from './rupees.ts'

/** A part of a share that a split or bonus left over, `numerator` ÷ `denominator` of one: the company pays for it, which is no entry here. */
export const Rest = z.object({ exDate: SessionDate, numerator: z.int(), denominator: z.int() })
export type Rest = z.infer<typeof Rest>

/** What is held of an instrument, as replayed from the ledger. Everything that later entries need is in it. */
export const Position = z.object({
  symbol: Symbol,
  exchange: Exchange,
  product: Product,
  /** Shares; negative when they are owed. */
  quantity: z.int(),
  /** What the shares cost without fees; negative: what was received for those that are owed. */
  cost: Rupees,
  /** Cost ÷ quantity, rounded; null when nothing is held. */
  averagePrice: Rupees.nullable(),
  /** Profit of what was closed so far, before fees. */
  realised: Rupees,
  /** All fees so far. */
  fees: Rupees,
  /** When the holding left zero or changed its side; null when nothing is held. */
  openedAt: Instant.nullable(),
  /** When a split or bonus changed the holding last; null when none did. */
  adjustedAt: Instant.nullable(),
  rests: z.array(Rest),
})
export type Position = z.infer<typeof Position>

/** Stop and target of the position that was open when they were set; prices in INR. */
export const PositionPlan = z.object({
  symbol: Symbol,
  exchange: Exchange,
  product: Product,
  stopLoss: z.number().nullable(),
  target: z.number().nullable(),
  setAt: Instant,
})
export type PositionPlan = z.infer<typeof PositionPlan>

/** The positions of an account at an instant, closed ones included, and the plans of the open ones. */
export const Positions = z.object({
  accountId: Id,
  lane: Lane,
  asOf: Instant,
  positions: z.array(Position),
  plans: z.array(PositionPlan),
})
export type Positions = z.infer<typeof Positions>

/** A question for positions; with `asOf`, as they were then. */
export const PositionsQuery = z.object({ accountId: Id.optional(), asOf: Instant.optional() })
export type PositionsQuery = z.infer<typeof PositionsQuery>

const Level = z.number().positive().max(10_000_000)

/** Sets stop and target of an open position; null takes one away. Repeating it adds nothing. */
export const SetPlanRequest = z.object({
  accountId: Id.optional(),
  symbol: Symbol,
  exchange: Exchange.default('NSE'),
  product: Product,
  stopLoss: Level.nullable(),
  target: Level.nullable(),
})
export type SetPlanRequest = z.infer<typeof SetPlanRequest>
