export type {
  CandleSeries,
  ErrorCode,
  LatestTopPicks,
  Mode,
  Pick,
  PublishedRun,
  RouterInputs,
  RouterOutputs,
  RunSummary,
  TopPicksRun,
  Universe,
} from './api.types.ts'
export { createFyntrix, type FyntrixClient, type FyntrixOptions } from './client.ts'
export { FyntrixError, type InputIssue, isFyntrixError } from './fyntrix-error.ts'
export type { CallOptions } from './nouns/connection.ts'
export type { RunSubscriber, RunSubscription, SubscriptionState } from './run-subscriber.ts'
export type { TransportOptions } from './transport-options.ts'
export { version } from './version.ts'
