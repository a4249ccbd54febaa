import { accessRouter } from './access/index.ts'
import { analysesRouter } from './analyses/index.ts'
import { archiveRouter } from './archive/index.ts'
import { cacheRouter } from './cache/index.ts'
import { candlesRouter } from './candles/index.ts'
import { dashboardRouter } from './dashboard/index.ts'
import { healthRouter } from './health/index.ts'
import { importedRouter } from './imported/index.ts'
import { insightsRouter } from './insights/index.ts'
import { jobsRouter } from './jobs/index.ts'
import { learningsRouter } from './learnings/index.ts'
import { levelsRouter } from './levels/index.ts'
import { llmCostsRouter } from './llm-costs/index.ts'
import { memoryRouter } from './memory/index.ts'
import { pickEventsRouter } from './pick-events/index.ts'
import { policiesRouter } from './policies/index.ts'
import { portfolioRouter } from './portfolio/index.ts'
import { positionsRouter } from './positions/index.ts'
import { preferencesRouter } from './preferences/index.ts'
import { recommendationsRouter } from './recommendations/index.ts'
import { scalpingRouter } from './scalping/index.ts'
import { scoresRouter } from './scores/index.ts'
import { topPicksRouter } from './top-picks/index.ts'
import { router } from './trpc.ts'
import { universesRouter } from './universes/index.ts'
import { watchlistsRouter } from './watchlists/index.ts'

/** The whole API: a noun a line. */
export const appRouter = router({
  topPicks: topPicksRouter,
  candles: candlesRouter,
  universes: universesRouter,
  analyses: analysesRouter,
  pickEvents: pickEventsRouter,
  recommendations: recommendationsRouter,
  imported: importedRouter,
  policies: policiesRouter,
  learnings: learningsRouter,
  levels: levelsRouter,
  scores: scoresRouter,
  insights: insightsRouter,
  llmCosts: llmCostsRouter,
  memory: memoryRouter,
  preferences: preferencesRouter,
  watchlists: watchlistsRouter,
  dashboard: dashboardRouter,
  portfolio: portfolioRouter,
  scalping: scalpingRouter,
  positions: positionsRouter,
  jobs: jobsRouter,
  archive: archiveRouter,
  cache: cacheRouter,
  access: accessRouter,
  health: healthRouter,
})
