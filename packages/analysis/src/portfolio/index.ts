export { priceEntry } from './price-entry.ts'
export { type PricedBy, pricePosition } from './price-position.ts'
export { replayLedger } from './replay-ledger.ts'
export { summarisePositions, summariseWatchlist } from './summarise.ts'
