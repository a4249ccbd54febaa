import { type FyntrixError, toFyntrixError } from './fyntrix-error.ts'
import { follow } from './live/follow.ts'
import { type AccessClient, accessClient } from './nouns/access.ts'
import { type AnalysesClient, analysesClient } from './nouns/analyses.ts'
import { type ArchiveClient, archiveClient } from './nouns/archive.ts'
import { type CacheClient, cacheClient } from './nouns/cache.ts'
import { type CandlesClient, candlesClient } from './nouns/candles.ts'
import type { Connection } from './nouns/connection.ts'
import { type DashboardClient, dashboardClient } from './nouns/dashboard.ts'
import { type HealthClient, healthClient } from './nouns/health.ts'
import { type ImportedClient, importedClient } from './nouns/imported.ts'
import { type InsightsClient, insightsClient } from './nouns/insights.ts'
import { type JobsClient, jobsClient } from './nouns/jobs.ts'
import { type LearningsClient, learningsClient } from './nouns/learnings.ts'
import { type LevelsClient, levelsClient } from './nouns/levels.ts'
import { type LlmCostsClient, llmCostsClient } from './nouns/llm-costs.ts'
import { type MemoryClient, memoryClient } from './nouns/memory.ts'
import { type PickEventsClient, pickEventsClient } from './nouns/pick-events.ts'
import { type PoliciesClient, policiesClient } from './nouns/policies.ts'
import { type PortfolioClient, portfolioClient } from './nouns/portfolio.ts'
import { type PositionsClient, positionsClient } from './nouns/positions.ts'
import { type PreferencesClient, preferencesClient } from './nouns/preferences.ts'
import { type RecommendationsClient, recommendationsClient } from './nouns/recommendations.ts'
import { type ScalpingClient, scalpingClient } from './nouns/scalping.ts'
import { type ScoresClient, scoresClient } from './nouns/scores.ts'
import { type TopPicksClient, topPicksClient } from './nouns/top-picks.ts'
import { type UniversesClient, universesClient } from './nouns/universes.ts'
import { type WatchlistsClient, watchlistsClient } from './nouns/watchlists.ts'
import { createApiClient } from './transport.ts'
import type { TransportOptions } from './transport-options.ts'

/** How to reach a server, and who hears of failures. */
export interface FyntrixOptions extends TransportOptions {
  /** Told of every call that failed, besides the caller: the place for logging and counting. */
  readonly onError?: ((error: FyntrixError) => void) | undefined
}

/** A client of one server under one key. All calls reject with `FyntrixError`, and calls of the same moment share one request. */
export interface FyntrixClient {
  readonly topPicks: TopPicksClient
  readonly analyses: AnalysesClient
  readonly pickEvents: PickEventsClient
  readonly recommendations: RecommendationsClient
  readonly imported: ImportedClient
  readonly policies: PoliciesClient
  readonly learnings: LearningsClient
  readonly levels: LevelsClient
  readonly scores: ScoresClient
  readonly insights: InsightsClient
  readonly llmCosts: LlmCostsClient
  readonly memory: MemoryClient
  readonly preferences: PreferencesClient
  readonly watchlists: WatchlistsClient
  readonly dashboard: DashboardClient
  readonly portfolio: PortfolioClient
  readonly scalping: ScalpingClient
  readonly positions: PositionsClient
  readonly candles: CandlesClient
  readonly universes: UniversesClient
  readonly jobs: JobsClient
  readonly archive: ArchiveClient
  readonly cache: CacheClient
  readonly access: AccessClient
  readonly health: HealthClient
}

/** Makes a client. Connects with the first call. */
export const createFyntrix = ({ onError, ...transport }: FyntrixOptions): FyntrixClient => {
  const connection: Connection = {
    api: createApiClient(transport),
    follow: (connect, subscriber) =>
      follow(connect, {
        ...subscriber,
        onError: (error) => {
          onError?.(error)
          subscriber.onError?.(error)
        },
      }),
    async call(answer) {
      try {
        return await answer
      } catch (cause) {
        const error = toFyntrixError(cause)
        onError?.(error)
        throw error
      }
    },
  }
  return {
    topPicks: topPicksClient(connection),
    analyses: analysesClient(connection),
    pickEvents: pickEventsClient(connection),
    recommendations: recommendationsClient(connection),
    imported: importedClient(connection),
    policies: policiesClient(connection),
    learnings: learningsClient(connection),
    levels: levelsClient(connection),
    scores: scoresClient(connection),
    insights: insightsClient(connection),
    llmCosts: llmCostsClient(connection),
    memory: memoryClient(connection),
    preferences: preferencesClient(connection),
    watchlists: watchlistsClient(connection),
    dashboard: dashboardClient(connection),
    portfolio: portfolioClient(connection),
    scalping: scalpingClient(connection),
    positions: positionsClient(connection),
    candles: candlesClient(connection),
    universes: universesClient(connection),
    jobs: jobsClient(connection),
    archive: archiveClient(connection),
    cache: cacheClient(connection),
    access: accessClient(connection),
    health: healthClient(connection),
  }
}
