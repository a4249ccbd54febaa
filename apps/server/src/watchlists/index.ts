export { watchlistsRouter } from './watchlists.router.ts'
