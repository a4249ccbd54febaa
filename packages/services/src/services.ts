import type { PriceData } from '@fyntrix/analysis'
import type { Cache } from '@fyntrix/cache'
import { atIst, type Calendar, sessionClock } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import { RetentionAges } from '@fyntrix/domain/archive'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { type Access, type Audit, createAccess, createAudit } from './access/index.ts'
import { type Analyses, analysisProjection, createAnalyses, createAnalysisViews } from './analyses/index.ts'
import {
  type ArchiveCheck,
  createArchive,
  createArchiveCheck,
  createRetention,
  type Retention,
  retentionSteps,
} from './archive/index.ts'
import {
  type CacheService,
  careful,
  createCacheService,
  createGeneralCache,
  createStatisticsBoard,
  createTally,
  createUnified,
  createViewsService,
  createWarming,
  type GeneralCache,
  type UnifiedCache,
  type ViewsService,
  type Warming,
} from './cache/index.ts'
import {
  type CandleHistories,
  type Candles,
  candlesTag,
  createCandleHistories,
  createCandles,
  createHistoryTally,
  historyCounters,
} from './candles/index.ts'
import { createDashboards, createDashboardViews, type Dashboards, dashboardProjections } from './dashboard/index.ts'
import { createHealth, type HealthService } from './health/index.ts'
import { createImported, type Imported } from './imported/index.ts'
import { createInsights, createRunInsights, insightLadder, type RunInsightsService } from './insights/index.ts'
import { createJobs, createNominalTimes, createReplay, type Jobs, jobCatalogue, type Replay } from './jobs/index.ts'
import { createLearnings, createLearningViews, type Learnings, learningProjection } from './learnings/index.ts'
import { createLevels, createLevelsStore, type Levels, levelsProjection } from './levels/index.ts'
import {
  createLlmCosts,
  createLlmCostViews,
  type LlmCosts,
  type LlmSwitch,
  llmCostProjections,
} from './llm-costs/index.ts'
import { createMemory, type Memory } from './memory/index.ts'
import { createEffects, createFeed, createRelay, type Feed, type Relay } from './outbox/index.ts'
import { createPickEvents, type PickEvents } from './pick-events/index.ts'
import { createPolicies, type Policies } from './policies/index.ts'
import { createPortfolio, createPortfolioViews, type Portfolio, portfolioProjections } from './portfolio/index.ts'
import { createPositions, createPositionsViews, type Positions, positionsProjection } from './positions/index.ts'
import {
  createPreferences,
  createPreferenceViews,
  type Preferences,
  preferenceProjection,
} from './preferences/index.ts'
import {
  createRecommendations,
  createRecommendationViews,
  type Recommendations,
  recommendationProjections,
} from './recommendations/index.ts'
import { createScalping, createScalpingViews, type Scalping, scalpingProjection } from './scalping/index.ts'
import { createScores, createScoreViews, type Scores, scoreProjections } from './scores/index.ts'
import type { Clock, Log } from './shared/index.ts'
import {
  createRunLock,
  createTopPicks,
  createTopPicksViews,
  inProcess,
  runProjections,
  type SymbolWork,
  type TopPicks,
  topPicksProjection,
} from './top-picks/index.ts'
import { createMembershipLists, createUniverses, type Universes } from './universes/index.ts'
import { createWatchlists, type Watchlists } from './watchlists/index.ts'

/** What an app brings: connections it opened and will close, and the facts of its home. */
export interface Resources {
  readonly db: Database
  readonly redis: Redis
  /** The two-level cache on that connection. */
  readonly cache: Cache
  /** Goes before every key in Redis; empty but where several installations share a server. */
  readonly prefix: string
  readonly calendar: Calendar
  readonly source: CandleSource
  /** The market's time. */
  readonly clock: Clock
  /** The wall clock, for what is measured or recorded about ourselves. */
  readonly wall: Now
  readonly log: Log
  /** Folder that the archive lies below. */
  readonly home: string
  readonly version: string
  /** What language models cost. */
  readonly prices: PriceData
  /** Where models are asked, or why they are not. */
  readonly llm: LlmSwitch
  /** How long what is not kept for ever is kept; the stated defaults where nothing is said. */
  readonly retentionAges?: RetentionAges
  /** Where the agents of a run are asked; in this process by default. */
  readonly work?: SymbolWork
}

/** Every use case, ready to be called. */
export interface Services {
  readonly access: Access
  readonly analyses: Analyses
  readonly archive: ArchiveCheck
  readonly audit: Audit
  readonly cache: CacheService
  readonly candles: Candles
  readonly candleHistories: CandleHistories
  readonly dashboards: Dashboards
  readonly general: GeneralCache
  readonly health: HealthService
  /** What was moved over from a legacy system. */
  readonly imported: Imported
  /** What models wrote of picks. */
  readonly insights: RunInsightsService
  readonly jobs: Jobs
  readonly learnings: Learnings
  readonly llmCosts: LlmCosts
  readonly levels: Levels
  readonly pickEvents: PickEvents
  readonly policies: Policies
  readonly portfolio: Portfolio
  readonly memory: Memory
  readonly preferences: Preferences
  readonly recommendations: Recommendations
  readonly relay: Relay
  readonly replay: Replay
  readonly retention: Retention
  readonly scores: Scores
  readonly positions: Positions
  readonly scalping: Scalping
  readonly topPicks: TopPicks
  readonly unified: UnifiedCache
  readonly universes: Universes
  readonly views: ViewsService
  readonly warming: Warming
  readonly watchlists: Watchlists
  /** Opens the feed of what is published; the caller closes it. */
  openFeed(): Promise<Feed>
}

/** Milliseconds for an insight of one pick. */
const insightTimeout = 60_000
/** Tokens that an insight may take, reasoning included. */
const insightTokens = 4_000

/** Builds the services on resources; opens nothing itself. */
export const createServices = (resources: Resources): Services => {
  const { db, redis, cache, prefix, calendar, source, clock, wall, log, home, version, prices, llm } = resources
  const { retentionAges: ages = RetentionAges.parse({}) } = resources
  const { work = inProcess } = resources
  const candles = createCandles({
    db,
    calendar,
    source,
    clock,
    wall,
    onChanged: () =>
      cache.invalidateTags(candlesTag).catch((error: unknown) => {
        log.warn({ err: error }, 'kept candles were not invalidated: they are read again when their freshness ends')
      }),
  })
  const tally = createHistoryTally({ redis, counters: historyCounters(prefix), log })
  const lists = createMembershipLists({ home, log })
  const universes = createUniverses({ candles, lists, clock, calendar })
  const projection = topPicksProjection(prefix)
  const projections = dashboardProjections(prefix)
  const levelsStore = createLevelsStore({ redis, projection: levelsProjection(prefix), source, log })
  const scalps = scalpingProjection(prefix)
  const held = positionsProjection(prefix)
  const llmCalls = llmCostProjections(prefix)
  const lock = createRunLock({ redis, prefix, log })
  const topPicks = createTopPicks({ db, redis, projection, candles, universes, lock, work, calendar, clock, wall, log })
  const archive = createArchive({ root: home, wall })
  const { lane } = topPicks
  const pickEvents = createPickEvents({ db, candles, calendar, clock, wall, lane })
  const dashboards = createDashboards({ db, redis, projections, calendar, clock, wall, lane, log })
  const scores = scoreProjections(prefix)
  const access = createAccess({ db, wall, log })
  const snapshots = portfolioProjections(prefix)
  const watchlists = createWatchlists({ db, wall })
  const portfolio = createPortfolio({
    db,
    redis,
    projections: snapshots,
    access,
    candles,
    entriesOf: async (userId, asOf) =>
      (await watchlists.watched(userId))
        // entries are dated by the wall: where the market's clock stands, that says nothing
        .filter(({ addedAt }) => clock.standing || Date.parse(addedAt) <= asOf.getTime())
        .map(({ symbol, desiredEntry, stopLoss, target }) => ({ symbol, desiredEntry, stopLoss, target })),
    calendar,
    clock,
    wall,
    lane,
    log,
  })
  const views = {
    topPicks: createTopPicksViews({ redis, projection, projections: runProjections(prefix), lane }),
    recommendations: createRecommendationViews({ redis, projections: recommendationProjections(prefix), lane }),
    dashboards: createDashboardViews({ redis, projections, lane }),
    analyses: createAnalysisViews({ redis, projection: analysisProjection(prefix), lane }),
    learnings: createLearningViews({ redis, projection: learningProjection(prefix), lane }),
    scores: createScoreViews({ redis, projections: scores, lane }),
    portfolio: createPortfolioViews({ redis, projections: snapshots, lane }),
    preferences: createPreferenceViews({ redis, projection: preferenceProjection(prefix) }),
    scalping: createScalpingViews({ redis, projection: scalps, lane }),
    positions: createPositionsViews({ redis, projection: held, lane }),
    llmCosts: createLlmCostViews({ redis, projections: llmCalls, wall }),
  }
  const llmCosts = createLlmCosts({
    db,
    redis,
    projections: llmCalls,
    prices,
    wall,
    log,
    random: Math.random,
  })
  const insights = createInsights({
    ladder: llm.on
      ? insightLadder(llm.settings, {
          meter: llmCosts.meter,
          timeoutMs: insightTimeout,
          outputTokensByDefault: insightTokens,
          ...llmCosts.readersOf(llm.settings.provider),
          fetch,
          log,
        })
      : [],
    ...(llm.on ? {} : { offReason: llm.reason }),
    advice: () => llmCosts.advice(['global', 'agent:insights', 'tag:insights']),
    log,
  })
  const candleHistories = createCandleHistories({ db, cache, tally, calendar, source, clock })
  const levels = createLevels({ db, store: levelsStore, candles, universes, calendar, clock })
  const viewsService = createViewsService({ db, redis, prefix, views: Object.values(views) })
  const relay = createRelay({ db, effects: createEffects({ archive, views, lane }), log })
  const tallies = { general: createTally('general', 'general'), memory: createTally('memory', 'context') }
  const general = createGeneralCache({
    redis,
    prefix,
    sessionClock: careful(sessionClock(calendar)),
    wall,
    log,
    tally: tallies.general,
  })
  const board = createStatisticsBoard({ cache, redis, prefix, tallies: Object.values(tallies) })
  return {
    access,
    analyses: createAnalyses({ db, lane }),
    archive: createArchiveCheck({ db, archive, root: home, wall, lane }),
    audit: createAudit({ db, wall, log }),
    cache: createCacheService({ cache, redis, prefix, board, general }),
    candles,
    candleHistories,
    dashboards,
    general,
    health: createHealth({ db, redis, clock, wall, calendar, lane, version }),
    jobs: createJobs({
      db,
      definitions: jobCatalogue,
      times: createNominalTimes(calendar),
      calendarFrom: atIst(calendar.range.first, '00:00'),
      wall,
    }),
    learnings: createLearnings({ db, wall, lane }),
    levels,
    pickEvents,
    policies: createPolicies({ db, candles, calendar, clock, wall, lane }),
    portfolio,
    llmCosts,
    imported: createImported({ db, wall }),
    insights: createRunInsights(db, insights),
    memory: createMemory({ redis, prefix, wall, log, tally: tallies.memory }),
    preferences: createPreferences({ db, wall }),
    recommendations: createRecommendations({ db, clock, wall, lane }),
    relay,
    replay: createReplay({ topPicks, pickEvents, dashboards, candles, universes, relay, calendar, log }),
    retention: createRetention({
      ages,
      steps: retentionSteps({ db, archive, llmCosts, root: home, lane, ages }),
      // a clock that stands ahead of ours must not make anything old
      today: () => new Date(Math.min(clock.now().getTime(), wall().getTime())),
    }),
    scores: createScores({
      db,
      redis,
      projections: scores,
      views: views.scores,
      universes,
      calendar,
      clock,
      lane,
      log,
    }),
    positions: createPositions({ db, redis, projection: held, candles, calendar, clock, wall, lane, log }),
    scalping: createScalping({ db, redis, projection: scalps, candles, calendar, clock, wall, lane, log }),
    topPicks,
    unified: createUnified(cache),
    universes,
    views: viewsService,
    warming: createWarming({
      redis,
      views: viewsService,
      topPicks,
      dashboards,
      levels,
      candleHistories,
      universes,
      calendar,
    }),
    watchlists,
    openFeed: () => createFeed({ db, lane }),
  }
}
