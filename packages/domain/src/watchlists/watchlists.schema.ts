import { z } from 'zod'
import { Id, Instant, JsonValue, Symbol } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'

/** A symbol as people write it, in any case. Only ASCII letters are raised: what looks like one is refused instead of becoming another symbol. */
export const WrittenSymbol = z
  .string()
  .max(64)
  .transform((text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()))
  .pipe(Symbol)

const Exchange = z.string().regex(/^[A-Z][A-Z0-9_-]{0,19}$/, 'an exchange is 1–20 capital letters, digits, _ or -')
/** INR. The bound keeps a slip of the keyboard from becoming an order of magnitude. */
const Price = z.number().positive().max(100_000_000)
const Notes = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  // PostgreSQL keeps no NUL
  .refine((text) => !text.includes('\0'), { message: 'notes may not hold a NUL' })

/** Where somebody means to get in and out of a stock, long. Prices in INR; what was not said is null. */
export const WatchlistPlan = z.object({
  desiredEntry: Price.nullable(),
  stopLoss: Price.nullable(),
  target: Price.nullable(),
})
export type WatchlistPlan = z.infer<typeof WatchlistPlan>

/** What is wrong with the sides of a plan for a long, by the field that is; undefined for a plan that can be traded as far as it goes. */
export const planProblem = ({
  desiredEntry,
  stopLoss,
  target,
}: WatchlistPlan): { readonly field: keyof WatchlistPlan; readonly message: string } | undefined => {
  const isAtOrAbove = (low: number | null, high: number | null) => low !== null && high !== null && low >= high
  if (isAtOrAbove(stopLoss, desiredEntry))
    return { field: 'stopLoss', message: 'the stop of a long is below its entry' }
  if (isAtOrAbove(desiredEntry, target)) return { field: 'target', message: 'the target of a long is above its entry' }
  if (isAtOrAbove(stopLoss, target)) return { field: 'target', message: 'the target of a long is above its stop' }
  return undefined
}

/** A stock that a user watches. A symbol stands on a user's list once. */
export const WatchlistEntry = WatchlistPlan.extend({
  id: Id,
  symbol: Symbol,
  exchange: Exchange.nullable(),
  notes: z.string().nullable(),
  timeframe: Mode.nullable(),
  addedAt: Instant,
  updatedAt: Instant,
})
export type WatchlistEntry = z.infer<typeof WatchlistEntry>

const fields = {
  exchange: Exchange.nullable(),
  notes: Notes.nullable(),
  desiredEntry: Price.nullable(),
  stopLoss: Price.nullable(),
  target: Price.nullable(),
  timeframe: Mode.nullable(),
}

/** What to watch. What is left out is not known; the exchange is then NSE. */
export const WatchlistDraft = z
  .strictObject({
    symbol: WrittenSymbol,
    exchange: fields.exchange.default('NSE'),
    notes: fields.notes.default(null),
    desiredEntry: fields.desiredEntry.default(null),
    stopLoss: fields.stopLoss.default(null),
    target: fields.target.default(null),
    timeframe: fields.timeframe.default(null),
  })
  .superRefine((draft, context) => {
    const problem = planProblem(draft)
    if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.message })
  })
export type WatchlistDraft = z.infer<typeof WatchlistDraft>

/** Changes of an entry: what is left out stays, null clears. The plan is checked as it then stands. */
export const WatchlistChange = z.strictObject({ symbol: WrittenSymbol, ...z.object(fields).partial().shape })
export type WatchlistChange = z.infer<typeof WatchlistChange>

/** Which entry. */
export const WatchlistKey = z.strictObject({ symbol: WrittenSymbol })
export type WatchlistKey = z.infer<typeof WatchlistKey>

/** A page of a list, newest first; `before` is the last id of the page before, whether it is still there or not. */
export const WatchlistQuery = z.strictObject({
  before: Id.optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type WatchlistQuery = z.infer<typeof WatchlistQuery>

/** How many symbols a user may watch. */
export const watchlistCapacity = 1_000

/** Lines of which each is a symbol or a draft. They are checked one by one, so that a wrong one does not keep out the others. */
export const WatchlistLines = z.strictObject({ lines: z.array(JsonValue).min(1).max(1_000) })
export type WatchlistLines = z.infer<typeof WatchlistLines>

/**
 * What became of a line, counted from 1. `already-there`: on the list before, or by an earlier line. `full`: the list has no room for it. `reason` says more
 * where it was not added.
 */
export const WatchlistLineReport = z.object({
  line: z.int(),
  symbol: Symbol.nullable(),
  status: z.enum(['added', 'already-there', 'invalid', 'full']),
  reason: z.string().nullable(),
})
export type WatchlistLineReport = z.infer<typeof WatchlistLineReport>

/** What a bulk add did, line by line. */
export const WatchlistBulkReport = z.object({
  added: z.int(),
  alreadyThere: z.int(),
  invalid: z.int(),
  full: z.int(),
  lines: z.array(WatchlistLineReport),
})
export type WatchlistBulkReport = z.infer<typeof WatchlistBulkReport>

/** Whether a symbol is watched, and as what. */
export const WatchlistCheck = z.object({ symbol: Symbol, watched: z.boolean(), entry: WatchlistEntry.nullable() })
export type WatchlistCheck = z.infer<typeof WatchlistCheck>

/** How many entries were removed. */
export const WatchlistCleared = z.object({ removed: z.int() })
export type WatchlistCleared = z.infer<typeof WatchlistCleared>
