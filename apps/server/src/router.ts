import { analysesRouter } from './analyses/index.ts'
import { archiveRouter } from './archive/index.ts'
import { cacheRouter } from './cache/index.ts'
import { candlesRouter } from './candles/index.ts'
import { dashboardRouter } from './dashboard/index.ts'
import { healthRouter } from './health/index.ts'
import { learningsRouter } from './learnings/index.ts'
import { pickEventsRouter } from './pick-events/index.ts'
import { policiesRouter } from './policies/index.ts'
import { positionsRouter } from './positions/index.ts'
import { recommendationsRouter } from './recommendations/index.ts'
import { scalpingRouter } from './scalping/index.ts'
import { topPicksRouter } from './top-picks/index.ts'
import { router } from './trpc.ts'
import { universesRouter } from './universes/index.ts'

/** The whole API: a noun a line. */
export const appRouter = router({
  topPicks: topPicksRouter,
  candles: candlesRouter,
  universes: universesRouter,
  analyses: analysesRouter,
  pickEvents: pickEventsRouter,
  recommendations: recommendationsRouter,
  policies: policiesRouter,
  learnings: learningsRouter,
  dashboard: dashboardRouter,
  scalping: scalpingRouter,
  positions: positionsRouter,
  archive: archiveRouter,
  cache: cacheRouter,
  health: healthRouter,
})
