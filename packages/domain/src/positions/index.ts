export { PositionsJob, positionsJobs } from './positions.job.ts'
export { RecordedSnapshot } from './positions.recorded.ts'
export {
  FollowedPick,
  LatestPositions,
  PositionCounts,
  PositionMode,
  PositionSnapshot,
  PositionsEvent,
  PositionsHistoryQuery,
  PositionsQuery,
  PositionsSeen,
  PositionsSubscription,
  TopPicksPosition,
} from './positions.schema.ts'
