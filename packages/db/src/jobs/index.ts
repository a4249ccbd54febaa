export { type Fence, fenced, heldFence, isFenced } from './fence.ts'
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
