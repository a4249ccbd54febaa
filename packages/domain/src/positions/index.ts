export { PositionsJob, positionsJob } from './positions.job.ts'
export { RecordedSnapshot } from './positions.recorded.ts'
export {
  FollowedPick,
  LatestPositions,
  PositionCounts,
  PositionMode,
  PositionSnapshot,
  PositionsHistoryQuery,
  PositionsQuery,
  PositionsSeen,
  TopPicksPosition,
} from './positions.schema.ts'
