export type {
  CandleSeries,
  Dashboard,
  ErrorCode,
  JobOccurrence,
  LatestTopPicks,
  Mode,
  Pick,
  PortfolioAlerts,
  PortfolioSnapshot,
  PositionsSeen,
  PublishedRun,
  RecommendationRecord,
  RouterInputs,
  RouterOutputs,
  RunSummary,
  ScalpingCycle,
  TopPicksRun,
  Universe,
} from './api.types.ts'
export { createFyntrix, type FyntrixClient, type FyntrixOptions } from './client.ts'
export { FyntrixError, type InputIssue, isFyntrixError } from './fyntrix-error.ts'
export type {
  EventSubscriber,
  Published,
  RunSubscriber,
  RunSubscription,
  Subscriber,
  Subscription,
  SubscriptionState,
} from './live/subscriber.ts'
export type { CallOptions } from './nouns/connection.ts'
export type { DashboardSubscriber } from './nouns/dashboard.ts'
export type { JobsSubscriber } from './nouns/jobs.ts'
export type { AlertsSubscriber, PortfolioSubscriber } from './nouns/portfolio.ts'
export type { PositionsSubscriber } from './nouns/positions.ts'
export type { ClosedSubscriber } from './nouns/recommendations.ts'
export type { TransportOptions } from './transport-options.ts'
export { version } from './version.ts'
