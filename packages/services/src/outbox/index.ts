export { createEffects, type Views } from './effects.ts'
export { createFeed, type Feed, type Published } from './feed.ts'
export { createRelay, type Effects, type Relay, type RelayOptions } from './relay.ts'
