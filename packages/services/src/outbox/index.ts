export { createRelay, type Effect, type Relay, type RelayOptions } from './relay.ts'
export { createRunFeed, type RunFeed } from './run-feed.ts'
