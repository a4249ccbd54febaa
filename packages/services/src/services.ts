import type { Cache } from '@fyntrix/cache'
import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { type Access, createAccess } from './access/index.ts'
import { type Analyses, analysisProjection, createAnalyses, createAnalysisViews } from './analyses/index.ts'
import { type ArchiveCheck, createArchive, createArchiveCheck } from './archive/index.ts'
import {
  type CacheService,
  createCacheService,
  createStatisticsBoard,
  createUnified,
  createViewsService,
  type UnifiedCache,
  type ViewsService,
} from './cache/index.ts'
import { type Candles, createCandles } from './candles/index.ts'
import { createDashboards, createDashboardViews, type Dashboards, dashboardProjections } from './dashboard/index.ts'
import { createHealth, type HealthService } from './health/index.ts'
import { createReplay, type Replay } from './jobs/index.ts'
import { createLearnings, createLearningViews, type Learnings, learningProjection } from './learnings/index.ts'
import { createEffects, createRelay, createRunFeed, type Relay, type RunFeed } from './outbox/index.ts'
import { createPickEvents, type PickEvents } from './pick-events/index.ts'
import { createPolicies, type Policies } from './policies/index.ts'
import { createPositions, createPositionsViews, type Positions, positionsProjection } from './positions/index.ts'
import {
  createRecommendations,
  createRecommendationViews,
  type Recommendations,
  recommendationProjections,
} from './recommendations/index.ts'
import { createScalping, createScalpingViews, type Scalping, scalpingProjection } from './scalping/index.ts'
import type { Clock, Log } from './shared/index.ts'
import {
  createRunLock,
  createTopPicks,
  createTopPicksViews,
  runProjections,
  type TopPicks,
  topPicksProjection,
} from './top-picks/index.ts'
import { createUniverses, type Universes } from './universes/index.ts'

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
}

/** Every use case, ready to be called. */
export interface Services {
  readonly access: Access
  readonly analyses: Analyses
  readonly archive: ArchiveCheck
  readonly cache: CacheService
  readonly candles: Candles
  readonly dashboards: Dashboards
  readonly health: HealthService
  readonly learnings: Learnings
  readonly pickEvents: PickEvents
  readonly policies: Policies
  readonly positions: Positions
  readonly recommendations: Recommendations
  readonly relay: Relay
  readonly replay: Replay
  readonly scalping: Scalping
  readonly topPicks: TopPicks
  readonly unified: UnifiedCache
  readonly universes: Universes
  readonly views: ViewsService
  /** Opens the feed of published runs; the caller closes it. */
  runFeed(): Promise<RunFeed>
}

/** Builds the services on resources; opens nothing itself. */
export const createServices = (resources: Resources): Services => {
  const { db, redis, cache, prefix, calendar, source, clock, wall, log, home, version } = resources
  const candles = createCandles({ db, calendar, source, clock, wall })
  const universes = createUniverses({ clock, calendar })
  const projection = topPicksProjection(prefix)
  const projections = dashboardProjections(prefix)
  const scalps = scalpingProjection(prefix)
  const held = positionsProjection(prefix)
  const lock = createRunLock({ redis, prefix, log })
  const topPicks = createTopPicks({ db, redis, projection, candles, universes, lock, calendar, clock, wall, log })
  const archive = createArchive({ root: home, wall })
  const { lane } = topPicks
  const pickEvents = createPickEvents({ db, candles, calendar, clock, wall, lane })
  const dashboards = createDashboards({ db, redis, projections, calendar, clock, wall, lane, log })
  const views = {
    topPicks: createTopPicksViews({ redis, projection, projections: runProjections(prefix), lane }),
    recommendations: createRecommendationViews({ redis, projections: recommendationProjections(prefix), lane }),
    dashboards: createDashboardViews({ redis, projections, lane }),
    analyses: createAnalysisViews({ redis, projection: analysisProjection(prefix), lane }),
    learnings: createLearningViews({ redis, projection: learningProjection(prefix), lane }),
    scalping: createScalpingViews({ redis, projection: scalps, lane }),
    positions: createPositionsViews({ redis, projection: held, lane }),
  }
  const relay = createRelay({ db, effects: createEffects({ archive, views, lane }), log })
  return {
    access: createAccess({ db, wall }),
    analyses: createAnalyses({ db, lane }),
    archive: createArchiveCheck({ db, archive, root: home, wall, lane }),
    cache: createCacheService({ cache, redis, prefix, board: createStatisticsBoard({ cache, redis, prefix }) }),
    candles,
    dashboards,
    health: createHealth({ db, redis, clock, calendar, lane, version }),
    learnings: createLearnings({ db, wall, lane }),
    pickEvents,
    policies: createPolicies({ db, candles, calendar, clock, wall, lane }),
    positions: createPositions({ db, redis, projection: held, candles, calendar, clock, wall, lane, log }),
    recommendations: createRecommendations({ db, clock, wall, lane }),
    relay,
    replay: createReplay({ topPicks, pickEvents, dashboards, candles, universes, relay, calendar, log }),
    scalping: createScalping({ db, redis, projection: scalps, candles, calendar, clock, wall, lane, log }),
    topPicks,
    unified: createUnified(cache),
    universes,
    views: createViewsService({ db, redis, prefix, views: Object.values(views) }),
    runFeed: () => createRunFeed({ db, lane }),
  }
}
