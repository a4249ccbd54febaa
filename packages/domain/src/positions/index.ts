export { PositionsJob, positionsJob } from './positions.job.ts'
export {
  LatestPositions,
  PositionCounts,
  PositionMode,
  PositionSnapshot,
  PositionsHistoryQuery,
  PositionsQuery,
  PositionsSeen,
  TopPicksPosition,
} from './positions.schema.ts'
