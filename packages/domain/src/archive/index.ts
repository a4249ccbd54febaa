export { RetentionJob, retentionJob } from './archive.job.ts'
export { ArchiveCheckRequest, ArchiveFinding, ArchiveReport } from './archive.schema.ts'
export { archiveFileNames } from './archive.ts'
export {
  Retained,
  RetainRequest,
  RetentionAges,
  RetentionDue,
  RetentionPlan,
  RetentionStepName,
} from './retention.schema.ts'
