export { ImportedLevels, ImportedRecommendation, ImportedRun, ImportedRunPayload } from './rows.schema.ts'
export { ImportedUsage } from './usage.schema.ts'
