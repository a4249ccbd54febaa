export type { NewestRun, PickWindow } from './positions.picks.ts'
export { PositionsRepository } from './positions.repository.ts'
