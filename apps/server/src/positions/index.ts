export { positionsRouter } from './positions.router.ts'
