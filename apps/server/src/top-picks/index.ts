export { topPicksRouter } from './top-picks.router.ts'
