export { WatchlistsRepository } from './watchlists.repository.ts'
