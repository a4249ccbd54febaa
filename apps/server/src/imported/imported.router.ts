import {
  ImportedDocumentRow,
  ImportedDocumentsQuery,
  ImportedLatestQuery,
  ImportedPerformance,
  ImportedPerformanceQuery,
  ImportedQuarantineQuery,
  ImportedQuarantineRow,
  ImportedRecommendations,
  ImportedRecommendationsQuery,
  ImportedRowsQuery,
  ImportedRun,
  ImportedRunDetail,
  ImportedRunQuery,
  ImportedRunsQuery,
  ImportedSummary,
  ImportedTableRow,
  ImportedUsage,
  ImportedUsageQuery,
} from '@fyntrix/domain/imported'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const importedRouter = router({
  /** A run of the legacy system, with its picks. */
  run: scoped('read')
    .input(ImportedRunQuery)
    .output(ImportedRunDetail)
    .query(({ ctx, input }) => ctx.app.services.imported.run(input)),

  /** The latest run with picks of a universe and mode. */
  latestRun: scoped('read')
    .input(ImportedLatestQuery)
    .output(ImportedRunDetail)
    .query(({ ctx, input }) => ctx.app.services.imported.latestRun(input)),

  /** A page of runs, newest first. */
  runs: scoped('read')
    .input(ImportedRunsQuery)
    .output(z.array(ImportedRun))
    .query(({ ctx, input }) => ctx.app.services.imported.runs(input)),

  /** A page of recommendations, newest first; suspect ones only where they are asked for. */
  recommendations: scoped('read', { cost: 2 })
    .input(ImportedRecommendationsQuery)
    .output(ImportedRecommendations)
    .query(({ ctx, input }) => ctx.app.services.imported.recommendations(input)),

  /** How evaluated recommendations did, by mode, universe, side or confidence; suspect ones only where they are asked for. */
  performance: scoped('read', { cost: 10 })
    .input(ImportedPerformanceQuery)
    .output(ImportedPerformance)
    .query(({ ctx, input }) => ctx.app.services.imported.performance(input)),

  /** What calls of language models cost, by model and UTC day. */
  usage: scoped('read', { cost: 2 })
    .input(ImportedUsageQuery)
    .output(ImportedUsage)
    .query(({ ctx, input }) => ctx.app.services.imported.usage(input)),

  /** A page of the rows of any table, in the order of their external ids. */
  rows: scoped('read', { cost: 2 })
    .input(ImportedRowsQuery)
    .output(z.array(ImportedTableRow))
    .query(({ ctx, input }) => ctx.app.services.imported.rows(input)),

  /** A page of items of files of JSON, in the order of their files and numbers. */
  documents: scoped('read', { cost: 2 })
    .input(ImportedDocumentsQuery)
    .output(z.array(ImportedDocumentRow))
    .query(({ ctx, input }) => ctx.app.services.imported.documents(input)),

  /** A page of what could not be imported, whole, in the order of its places. */
  quarantine: scoped('read', { cost: 2 })
    .input(ImportedQuarantineQuery)
    .output(z.array(ImportedQuarantineRow))
    .query(({ ctx, input }) => ctx.app.services.imported.quarantine(input)),

  /** What was imported, table by table, and what could not be. */
  summary: scoped('read', { cost: 5 })
    .output(ImportedSummary)
    .query(({ ctx }) => ctx.app.services.imported.summary()),
})
