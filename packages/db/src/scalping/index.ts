export { ScalpingRepository, type WatchQuery } from './scalping.repository.ts'
