import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { Api } from './api.d.ts'

/** What each procedure takes, by noun and name: `RouterInputs['topPicks']['latest']`. */
export type RouterInputs = inferRouterInputs<Api>

/** What each procedure answers, by noun and name: `RouterOutputs['topPicks']['latest']`. */
export type RouterOutputs = inferRouterOutputs<Api>

/** What a subscription gives, without its number. */
type EventOf<Output> = Output extends AsyncIterable<{ data: { event: infer Event } }> ? NonNullable<Event> : never

type ErrorData = Api['_def']['_config']['$types']['errorShape']['data']

/** What went wrong, to branch on. Stable: codes are added, never renamed. */
export type ErrorCode = ErrorData['domainCode']

/** The latest run of a universe and mode, and whether it is stale. */
export type LatestTopPicks = RouterOutputs['topPicks']['latest']

/** One run with its picks. */
export type TopPicksRun = RouterOutputs['topPicks']['byId']

/** One run without its picks. */
export type RunSummary = RouterOutputs['topPicks']['list'][number]

/** One pick of a run. */
export type Pick = TopPicksRun['picks'][number]

/** A universe of stocks, as a slug. */
export type Universe = TopPicksRun['universe']

/** A trading horizon, as a slug. */
export type Mode = TopPicksRun['mode']

/** One series of candles: equally long columns, oldest first, prices in INR. */
export type CandleSeries = RouterOutputs['candles']['series']

/** A portfolio as it was seen at an instant: what is held, or what is watched. */
export type PortfolioSnapshot = RouterOutputs['portfolio']['latest']['snapshot']

/** The alerts of an account that began when it was looked at. */
export type PortfolioAlerts = EventOf<RouterOutputs['portfolio']['alerted']>

/** What the monitor of top-picks positions saw at an instant. */
export type PositionsSeen = RouterOutputs['positions']['latest']['seen']

/** What the monitor of scalps saw at an instant. */
export type ScalpingCycle = RouterOutputs['scalping']['latest']['cycle']

/** A dashboard as it was recorded. */
export type Dashboard = RouterOutputs['dashboard']['latest']['dashboard']

/** A recommendation, and how it ended if it did. */
export type RecommendationRecord = RouterOutputs['recommendations']['byId']

/** A nominal time of a job and what became of it. */
export type JobOccurrence = RouterOutputs['jobs']['byKey']

/** A run that was published. `seq` grows in publishing order; numbers between are of other publications. */
export interface PublishedRun {
  readonly seq: number
  readonly run: TopPicksRun
}
