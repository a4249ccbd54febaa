import { z } from 'zod'
import { GroupPerformance } from '../recommendations/index.ts'
import { ImportedExcluded, ImportedGrouping } from './queries.schema.ts'

/**
 * How imported recommendations of one group did, by the returns that the legacy system recorded, in percent. Wins are above +0.5, losses below −0.5. An empty `group` is of
 * those that the legacy system had no word for. Intervals draw whole exchange dates again.
 */
export const ImportedGroup = GroupPerformance.pick({
  group: true,
  n: true,
  sessions: true,
  wins: true,
  losses: true,
  winRate: true,
  mean: true,
  median: true,
  standardDeviation: true,
  warning: true,
})
export type ImportedGroup = z.infer<typeof ImportedGroup>

/** What became of the recommendations of a selection: each is in one of the counts but `recommendations`, which is their sum. */
export const ImportedCounts = z.object({
  recommendations: z.int(),
  /** In a group. */
  measured: z.int(),
  /** The legacy system never told how they ended; suspect or not. */
  unevaluated: z.int(),
  /** Evaluated, and left out because they or their run are suspect. */
  excluded: z.int(),
  /** Evaluated without a return that is a number. */
  withoutReturn: z.int(),
  /** Without an instant, so that they belong to no session. */
  undated: z.int(),
  /** Of a mode that is not known here, so that nobody knows how long they last. */
  unknownMode: z.int(),
})
export type ImportedCounts = z.infer<typeof ImportedCounts>

/** How imported recommendations did. */
export const ImportedPerformance = z.object({
  by: ImportedGrouping,
  includeSuspect: z.boolean(),
  groups: z.array(ImportedGroup),
  /** Why there is no group; null where there is one. */
  reason: z.string().nullable(),
  counts: ImportedCounts,
  /** All that were left out as suspect, evaluated or not. */
  excluded: ImportedExcluded,
  warnings: z.array(z.string()),
})
export type ImportedPerformance = z.infer<typeof ImportedPerformance>

/** What was imported, table by table, and what could not be. */
export const ImportedSummary = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      rows: z.int(),
      /** Rows that something speaks against, and what; a row may have several codes. */
      suspect: z.int(),
      codes: z.record(z.string(), z.int()),
    }),
  ),
  /** Items that are in their files, by what they are, how many of these are suspect, and how many more were dropped from their files. */
  documents: z.array(z.object({ kind: z.string(), items: z.int(), suspect: z.int(), gone: z.int() })),
  /** What could not be imported and is kept whole, by table (empty for what is in no table) and reason. */
  quarantined: z.array(z.object({ table: z.string(), reason: z.string(), rows: z.int() })),
  /** Files that were looked at, by what became of them. */
  files: z.array(z.object({ became: z.string(), files: z.int() })),
  /** When something was imported last, UTC; null where nothing ever was. */
  importedAt: z.iso.datetime().nullable(),
})
export type ImportedSummary = z.infer<typeof ImportedSummary>
