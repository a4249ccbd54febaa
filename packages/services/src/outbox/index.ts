export { createEffects, type Views } from './effects.ts'
export { createRelay, type Effects, type Relay, type RelayOptions } from './relay.ts'
export { createRunFeed, type RunFeed } from './run-feed.ts'
