export { currentFence, type Fence, fenced, isFenced, transactionBounds } from './fence.ts'
export { JobControlRepository, type Standing } from './job-control.repository.ts'
export {
  type Duplicate,
  type EndedFigures,
  figureQuantiles,
  JobScansRepository,
  type JobVitals,
  type ScanFacts,
  type ScannedOccurrence,
  type ScannedSchedule,
} from './job-scans.repository.ts'
export { JobsRepository, type StoredJob, type StoredSchedule } from './jobs.repository.ts'
export {
  type ActiveRow,
  type At,
  type Claim,
  type HeldSchedule,
  jobsChannel,
  LedgerRepository,
  type OccurrenceChange,
  type ScheduleChange,
  type Settlement,
} from './ledger.repository.ts'
