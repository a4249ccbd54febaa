export { ImportedCounts, ImportedGroup, ImportedPerformance, ImportedSummary } from './figures.schema.ts'
export {
  ImportedExcluded,
  ImportedGrouping,
  ImportedLatestQuery,
  ImportedPerformanceQuery,
  ImportedRecommendations,
  ImportedRecommendationsQuery,
  ImportedRunDetail,
  ImportedRunQuery,
  ImportedRunsQuery,
  ImportedUsageQuery,
} from './queries.schema.ts'
export { ImportedLevels, ImportedRecommendation, ImportedRun, ImportedRunPayload } from './rows.schema.ts'
export {
  ImportedDocumentKind,
  ImportedDocumentRow,
  ImportedDocumentsQuery,
  ImportedQuarantineQuery,
  ImportedQuarantineRow,
  ImportedRowsQuery,
  ImportedTableName,
  ImportedTableRow,
} from './tables.schema.ts'
export { ImportedUsage } from './usage.schema.ts'
