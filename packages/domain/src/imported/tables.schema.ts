import { z } from 'zod'
import { SessionDate, Symbol } from '../shared/index.ts'
import { imported, Time } from './row.schema.ts'
import { isSpan, noSpan } from './span.ts'

/** The tables of legacy databases whose rows are imported, by their names there. */
export const ImportedTableName = z.enum([
  'top_picks_runs',
  'ai_recommendations',
  'llm_requests',
  'pick_events',
  'pick_agent_contributions',
  'pick_outcomes',
  'rl_policies',
  'agent_analyses',
  'agent_learnings',
  'context_memory',
  'user_preferences',
  'picks_backtest',
  'support_resistance_levels',
])
export type ImportedTableName = z.infer<typeof ImportedTableName>

/** Most of a page; it ends sooner where it would be more than a few megabytes, so that the last page is an empty one. */
const limit = z.int().min(1).max(500).default(50)

/** A page of the rows of a table in the order of their external ids; `after` is the last one of the page before. */
export const ImportedRowsQuery = z.object({
  table: ImportedTableName,
  after: z.string().max(4_096).optional(),
  limit,
})
export type ImportedRowsQuery = z.infer<typeof ImportedRowsQuery>

/** A row of any imported table. */
export const ImportedTableRow = z.object({
  ...imported,
  /** Where it stood: database, table and number of the row, as `cache/pick_events.db#pick_events row 7`. */
  place: z.string(),
  /** By column of the imported table. Instants are UTC to the microsecond; those that end in `_original` are as they were written. */
  cells: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type ImportedTableRow = z.infer<typeof ImportedTableRow>

/** What the items of a file are. */
export const ImportedDocumentKind = z.enum([
  'scalping exit',
  'strategy exit',
  'watchlist entry',
  'event',
  'pick log',
  'interaction',
  'feedback',
  'index universe',
  'notification',
  'score',
  'global indices',
])
export type ImportedDocumentKind = z.infer<typeof ImportedDocumentKind>

/** An item of a file of JSON, or a line of one of lines: by its file and its number there; that of an item that is no longer in its file is below −1. */
const ItemPlace = { path: z.string().max(4_096), item: z.int32() }

/** A page of items of files in the order of their files and numbers; `after` is the place of the last one of the page before. Dates are exchange dates, both inclusive, of items whose instant is known. */
export const ImportedDocumentsQuery = z
  .object({
    kind: ImportedDocumentKind.optional(),
    path: z.string().max(4_096).optional(),
    symbol: Symbol.optional(),
    from: SessionDate.optional(),
    to: SessionDate.optional(),
    after: z.object(ItemPlace).optional(),
    limit,
  })
  .refine(isSpan, noSpan)
export type ImportedDocumentsQuery = z.infer<typeof ImportedDocumentsQuery>

/** An item of a legacy system's file: an exit, an event, an entry of a watchlist. */
export const ImportedDocumentRow = z.object({
  ...ItemPlace,
  lane: z.literal('imported'),
  kind: z.string(),
  symbol: z.string().nullable(),
  /** Whether the legacy system dropped it from its file after it was imported. */
  gone: z.boolean(),
  /** When it happened; null where it says no instant with a zone. */
  at: Time,
  suspect: z.array(z.string()),
  /** As it was written: JSON of Python, which may hold `NaN`. */
  body: z.string(),
})
export type ImportedDocumentRow = z.infer<typeof ImportedDocumentRow>

const isRowNumber = (digits: string): boolean => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits)

/** Where something stands in quarantine: the table is `documents` for items of files, and empty for whole files and values under keys. */
const QuarantinePlace = {
  path: z.string().max(10_000),
  table: z.string().max(100),
  /** Number of the row, or of the item; 0 or −1 where it is the whole of the file or value, below that of an item that is no longer in its file. */
  row: z
    .string()
    .regex(/^-?\d{1,19}$/)
    .refine(isRowNumber, { message: 'must be a number of 64 bits' }),
}

/** A page of what could not be imported, by source in the order in which those were begun, then by row; `after` is the last one of the page before. */
export const ImportedQuarantineQuery = z.object({
  path: z.string().max(10_000).optional(),
  table: z.string().max(100).optional(),
  reason: z.string().max(100).optional(),
  after: z.object(QuarantinePlace).optional(),
  limit,
})
export type ImportedQuarantineQuery = z.infer<typeof ImportedQuarantineQuery>

/** A row, an item, a file or a value that could not be imported, kept whole. */
export const ImportedQuarantineRow = z.object({
  ...QuarantinePlace,
  /** A code to count by. */
  reason: z.string(),
  /** What exactly is wrong, for people. */
  detail: z.string(),
  /** All that was there: cells as JSON, each under the class by which it was stored; an item or a value as it was written. */
  cells: z.string(),
  quarantinedAt: z.iso.datetime(),
})
export type ImportedQuarantineRow = z.infer<typeof ImportedQuarantineRow>
