import { z } from 'zod'
import { Id, Instant, Lane, SessionDate, Symbol } from '../shared/index.ts'
import { RupeesFromZero, SharePrice } from './rupees.ts'

/** Where an instrument is traded. */
export const Exchange = z.enum(['NSE', 'BSE'])
export type Exchange = z.infer<typeof Exchange>

/** How a position is carried: delivery, within the day, or as a derivative. */
export const Product = z.enum(['CNC', 'MIS', 'NRML'])
export type Product = z.infer<typeof Product>

export const Side = z.enum(['BUY', 'SELL'])
export type Side = z.infer<typeof Side>

/** Shares of one position at most. */
export const mostShares = 100_000_000

/** The caller's name of an entry, such as the broker's trade id: one that is known already adds nothing. */
const ExternalId = z.string().regex(/^[!-~]([ -~]{0,98}[!-~])?$/, 'an id is 1–100 printable ASCII characters')
const instrument = { symbol: Symbol, exchange: Exchange.default('NSE') }
const ratioPart = z.int().min(1).max(1000)

/** Shares that changed hands. */
const fill = {
  kind: z.literal('fill'),
  externalId: ExternalId,
  ...instrument,
  product: Product,
  side: Side,
  quantity: z.int().min(1).max(mostShares),
  price: SharePrice,
  /** Everything that the trade cost beside its price, in INR. */
  fees: RupeesFromZero.default('0.0000'),
  at: Instant,
}

/** `numerator` shares for every `denominator`, instead of them, from the ex-date on: 10 for 1. */
const split = {
  kind: z.literal('split'),
  externalId: ExternalId,
  ...instrument,
  numerator: ratioPart,
  denominator: ratioPart,
  exDate: SessionDate,
}

/** `numerator` shares for every `denominator`, in addition to them, from the ex-date on: 1 for 3. */
const bonus = { ...split, kind: z.literal('bonus') }

/** Takes an entry back, from the market's clock on. */
const reversal = { kind: z.literal('reversal'), externalId: ExternalId, reverses: Id }

/** What is to be entered into a ledger. Nothing that was entered changes: a mistake is taken back by a reversal. */
export const NewLedgerEntry = z.discriminatedUnion('kind', [
  z.object(fill),
  z.object(split),
  z.object(bonus),
  z.object(reversal),
])
export type NewLedgerEntry = z.infer<typeof NewLedgerEntry>

const stored = {
  id: Id,
  accountId: Id,
  lane: Lane,
  /** The adapter that it came through. */
  source: z.string(),
  /** From when on it counts: the fill, the start of the ex-date in Asia/Kolkata, or when a reversal was made. */
  at: Instant,
  recordedAt: Instant,
  /** Its place among those that were recorded together. */
  line: z.int(),
}

/** An entry of a ledger. */
export const LedgerEntry = z.discriminatedUnion('kind', [
  z.object({ ...fill, ...stored }),
  z.object({ ...split, ...stored }),
  z.object({ ...bonus, ...stored }),
  z.object({ ...reversal, ...stored }),
])
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** Whose account; without an id, the user's first. */
const account = { accountId: Id.optional() }

/** Entries for the ledger of an account: all of them are recorded, or none. */
export const RecordFillsRequest = z.object({ ...account, entries: z.array(NewLedgerEntry).min(1).max(500) })
export type RecordFillsRequest = z.infer<typeof RecordFillsRequest>

/** What recording did: entries that are new, entries that were known, and all of them as they stand in the ledger, in the order of the request. */
export const RecordedFills = z.object({
  accountId: Id,
  recorded: z.int(),
  known: z.int(),
  entries: z.array(LedgerEntry),
})
export type RecordedFills = z.infer<typeof RecordedFills>

/** A question for entries of a ledger, those that count latest first; `before` is the last id of the page before. */
export const FillsQuery = z.object({
  ...account,
  symbol: Symbol.optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type FillsQuery = z.infer<typeof FillsQuery>
