export { positionsProjection } from './positions.cache.ts'
export { runPositionsJob } from './positions.job.ts'
export { createPositions, type Positions } from './positions.service.ts'
export { createPositionsViews, type PositionsViews } from './positions.views.ts'
