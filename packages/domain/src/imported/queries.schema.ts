import { z } from 'zod'
import { Instant, JsonValue, SessionDate, Symbol } from '../shared/index.ts'
import { ImportedRecommendation, ImportedRunPayload } from './rows.schema.ts'
import { isSpan, noSpan } from './span.ts'

/** A name of the legacy system, in any case. */
const Name = z.string().trim().min(1).max(100)
/** A run's id there, as `nifty50:Intraday:2026-01-09T14:28:23.933306`. */
const RunId = z.string().trim().min(1).max(200)

/** A run by its id. */
export const ImportedRunQuery = z.object({ runId: RunId })
export type ImportedRunQuery = z.infer<typeof ImportedRunQuery>

/** The latest run with picks of a universe and mode. */
export const ImportedLatestQuery = z.object({ universe: Name, mode: Name })
export type ImportedLatestQuery = z.infer<typeof ImportedLatestQuery>

/** A page of runs, newest first; `before` is the last external id of the page before. Dates are exchange dates of when runs ended, both inclusive. */
export const ImportedRunsQuery = z
  .object({
    universe: Name.optional(),
    mode: Name.optional(),
    trigger: Name.optional(),
    from: SessionDate.optional(),
    to: SessionDate.optional(),
    before: z.string().min(1).max(1_000).optional(),
    limit: z.int().min(1).max(500).default(50),
  })
  .refine(isSpan, noSpan)
export type ImportedRunsQuery = z.infer<typeof ImportedRunsQuery>

/** A page of recommendations, newest first. Without `includeSuspect` those that are suspect, or whose run is, are left out and counted. */
export const ImportedRecommendationsQuery = z.object({
  symbol: Symbol.optional(),
  universe: Name.optional(),
  mode: Name.optional(),
  runId: RunId.optional(),
  evaluatedOnly: z.boolean().default(false),
  includeSuspect: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(50),
  offset: z.int().min(0).max(10_000_000).default(0),
})
export type ImportedRecommendationsQuery = z.infer<typeof ImportedRecommendationsQuery>

/** Calls of the last `days` times 24 hours before `until`; now by default. */
export const ImportedUsageQuery = z.object({
  days: z.int().min(1).max(3_660).default(7),
  until: Instant.optional(),
  includeSuspect: z.boolean().default(false),
})
export type ImportedUsageQuery = z.infer<typeof ImportedUsageQuery>

/** What recommendations are grouped by. `side` is the direction as the legacy system wrote it. */
export const ImportedGrouping = z.enum(['mode', 'universe', 'side', 'confidence'])
export type ImportedGrouping = z.infer<typeof ImportedGrouping>

/** How recommendations did, of signals between two exchange dates, both inclusive; without dates of all. */
export const ImportedPerformanceQuery = z
  .object({
    by: ImportedGrouping.default('mode'),
    universe: Name.optional(),
    mode: Name.optional(),
    from: SessionDate.optional(),
    to: SessionDate.optional(),
    includeSuspect: z.boolean().default(false),
  })
  .refine(isSpan, noSpan)
export type ImportedPerformanceQuery = z.infer<typeof ImportedPerformanceQuery>

/** A run as it was written, with its picks; `picks` is null where its payload holds none that can be read. */
export const ImportedRunDetail = ImportedRunPayload.extend({ picks: z.array(JsonValue).nullable() })
export type ImportedRunDetail = z.infer<typeof ImportedRunDetail>

/** How many suspect recommendations were left out, and why: how often each code stands against one itself, and against its run. One may have several. */
export const ImportedExcluded = z.object({
  rows: z.int(),
  codes: z.record(z.string(), z.int()),
  runCodes: z.record(z.string(), z.int()),
})
export type ImportedExcluded = z.infer<typeof ImportedExcluded>

/** A page of recommendations, and what was left out of the whole selection. */
export const ImportedRecommendations = z.object({
  recommendations: z.array(ImportedRecommendation),
  excluded: ImportedExcluded,
})
export type ImportedRecommendations = z.infer<typeof ImportedRecommendations>
