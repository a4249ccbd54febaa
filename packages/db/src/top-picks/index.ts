export { TopPicksHeadEntity, TopPicksRunEntity } from './top-picks.entity.ts'
export { type RunListing, TopPicksRepository } from './top-picks.repository.ts'
