import { z } from 'zod'
import { Id, Instant } from '../shared/index.ts'
import { CallStatus } from './llm-request.ts'
import { Usd, UsdFromZero } from './usd.ts'

/** A UTC day, `YYYY-MM-DD`, as the original counts. */
const Day = z.iso.date()

const sums = {
  calls: z.int(),
  failed: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costUsd: Usd,
}

/** What a UTC day cost. `failed` counts what did not end well: failed, aborted, lost. */
export const DaySpend = z.object({ day: Day, ...sums })
export type DaySpend = z.infer<typeof DaySpend>

/** By what a spend is split. */
export const SpendBy = z.enum(['day', 'provider', 'model', 'model-day', 'purpose', 'agent', 'run'])
export type SpendBy = z.infer<typeof SpendBy>

/** A part of a spend; `group` is empty for calls without an agent. */
export const SpendGroup = z.object({ group: z.string(), ...sums })
export type SpendGroup = z.infer<typeof SpendGroup>

/** UTC days, both inclusive; the last seven by default, at most a year. */
export const SpendQuery = z.object({
  by: SpendBy.default('model-day'),
  from: Day.optional(),
  to: Day.optional(),
  limit: z.int().min(1).max(5_000).default(500),
})
export type SpendQuery = z.infer<typeof SpendQuery>

export const SpendReport = z.object({
  from: Day,
  to: Day,
  by: SpendBy,
  total: z.object(sums),
  groups: z.array(SpendGroup),
})
export type SpendReport = z.infer<typeof SpendReport>

/** Something that a person should look at: a model without a price, or calls whose cost nobody knows. They are counted at the worst that is possible. */
export const InboxEntry = z.object({
  kind: z.enum(['unpriced', 'unknown']),
  provider: z.string(),
  model: z.string(),
  tier: z.string().nullable(),
  calls: z.int(),
  costUsd: Usd,
  /** The newest call of them. */
  newest: Id,
})
export type InboxEntry = z.infer<typeof InboxEntry>

/** What runs cost, and what they gave. `told`: picks whose outcome over the mode's own horizon is known; `correct`: those of them that won. */
export const PickCosts = z.object({
  costUsd: Usd,
  runs: z.int(),
  picks: z.int(),
  told: z.int(),
  correct: z.int(),
})
export type PickCosts = z.infer<typeof PickCosts>

/** A line of a provider's invoice: of one call, or of a model on a UTC day. */
export const InvoiceLine = z.union([
  z.strictObject({ requestId: Id, amountUsd: UsdFromZero }),
  z.strictObject({ day: Day, model: z.string().min(1).max(200), amountUsd: UsdFromZero }),
])
export type InvoiceLine = z.infer<typeof InvoiceLine>

/**
 * An invoice to compare with. `complete`: what it does not name was not charged. Without `apply` nothing is changed; with it a call that the invoice names costs
 * what it says. UTC days, both inclusive.
 */
export const ReconcileRequest = z.object({
  provider: z.string().trim().min(1).max(100),
  from: Day,
  to: Day,
  lines: z.array(InvoiceLine).max(200_000),
  complete: z.boolean().default(false),
  apply: z.boolean().default(false),
})
export type ReconcileRequest = z.infer<typeof ReconcileRequest>

export const ReconcileReport = z.object({
  invoiceUsd: Usd,
  ledgerUsd: Usd,
  differenceUsd: Usd,
  /** Of the invoice; null where that is zero. */
  differencePct: z.number().nullable(),
  matched: z.int(),
  corrected: z.int(),
  /** Lines that name a call that the ledger does not have. */
  unknownLines: z.array(InvoiceLine),
  /** Models and days that differ. */
  days: z.array(z.object({ day: Day, model: z.string(), invoiceUsd: Usd, ledgerUsd: Usd })),
})
export type ReconcileReport = z.infer<typeof ReconcileReport>

/** What going over the prices again changed, or would change. */
export const RepriceReport = z.object({
  calls: z.int(),
  changed: z.int(),
  beforeUsd: Usd,
  afterUsd: Usd,
  models: z.array(z.object({ provider: z.string(), model: z.string(), calls: z.int(), beforeUsd: Usd, afterUsd: Usd })),
  applied: z.boolean(),
})
export type RepriceReport = z.infer<typeof RepriceReport>

/** Months of the ledger that were, or would be, moved into their sums. */
export const RetentionReport = z.object({
  before: z.iso.datetime(),
  months: z.array(z.object({ month: z.string(), calls: z.int(), costUsd: Usd })),
  applied: z.boolean(),
})
export type RetentionReport = z.infer<typeof RetentionReport>

/** UTC days, both inclusive. */
export const PickCostsQuery = z.object({ from: Day, to: Day })
export type PickCostsQuery = z.infer<typeof PickCostsQuery>

/** A time (from inclusive, to exclusive) whose calls to price again; without `apply` nothing is changed. */
export const RepriceRequest = z.object({ from: Instant, to: Instant, apply: z.boolean().default(false) })
export type RepriceRequest = z.infer<typeof RepriceRequest>

/** A page of the ledger, newest first; `before` is the last call of the page before. From inclusive, to exclusive. */
export const LlmRequestQuery = z.object({
  runId: Id.optional(),
  status: CallStatus.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  before: z.object({ at: Instant, id: Id }).optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type LlmRequestQuery = z.infer<typeof LlmRequestQuery>
