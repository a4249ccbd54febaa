export { createWatchlists, type Watchlists } from './watchlists.service.ts'
