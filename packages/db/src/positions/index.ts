export { PositionsRepository } from './positions.repository.ts'
