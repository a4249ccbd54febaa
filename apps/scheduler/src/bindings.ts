import { retentionJob } from '@fyntrix/domain/archive'
import { cacheWarmingJob } from '@fyntrix/domain/cache'
import { dashboardJobs } from '@fyntrix/domain/dashboard'
import { levelsJobs } from '@fyntrix/domain/levels'
import { outcomesJob } from '@fyntrix/domain/pick-events'
import { policiesJob } from '@fyntrix/domain/policies'
import { portfolioJob } from '@fyntrix/domain/portfolio'
import { positionsJobs } from '@fyntrix/domain/positions'
import { scalpingJob } from '@fyntrix/domain/scalping'
import { scoresJobs } from '@fyntrix/domain/scores'
import { topPicksJobs } from '@fyntrix/domain/top-picks'
import { universesJob } from '@fyntrix/domain/universes'
import type { Services } from '@fyntrix/services'
import { runRetentionJob } from '@fyntrix/services/archive'
import { runCacheWarmingJob } from '@fyntrix/services/cache'
import { runDashboardJob } from '@fyntrix/services/dashboard'
import type { Binding } from '@fyntrix/services/jobs'
import { runLevelsJob } from '@fyntrix/services/levels'
import { runOutcomesJob } from '@fyntrix/services/pick-events'
import { runPoliciesJob } from '@fyntrix/services/policies'
import { runPortfolioJob } from '@fyntrix/services/portfolio'
import { runPositionsJob } from '@fyntrix/services/positions'
import { runScalpingJob } from '@fyntrix/services/scalping'
import { runScoresJob } from '@fyntrix/services/scores'
import type { Log } from '@fyntrix/services/shared'
import { runTopPicksJob } from '@fyntrix/services/top-picks'
import { runUniversesJob } from '@fyntrix/services/universes'

export interface BindingsDependencies {
  readonly services: Services
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Ties every job to the handler of its noun. */
export const bindJobs = ({ services, log, refreshCandles }: BindingsDependencies): readonly Binding[] => {
  const { topPicks, levels, scores, portfolio, scalping, positions, dashboards, pickEvents, policies, learnings } =
    services
  const { universes, warming, retention } = services
  return [
    ...topPicksJobs.map(
      (definition): Binding => ({
        definition,
        handle: (occasion) =>
          runTopPicksJob({ topPicks, log, refreshCandles }, definition.id, definition.input, occasion),
      }),
    ),
    ...levelsJobs.map(
      (definition): Binding => ({
        definition,
        handle: () => runLevelsJob({ levels, log, refreshCandles }),
      }),
    ),
    ...scoresJobs.map((definition): Binding => ({ definition, handle: () => runScoresJob({ scores, log }) })),
    { definition: portfolioJob, handle: (occasion) => runPortfolioJob({ portfolio, refreshCandles }, occasion) },
    { definition: scalpingJob, handle: (occasion) => runScalpingJob({ scalping, refreshCandles }, occasion) },
    ...positionsJobs.map(
      (definition): Binding => ({
        definition,
        handle: (occasion) => runPositionsJob({ positions, refreshCandles }, occasion),
      }),
    ),
    ...dashboardJobs.map(
      (definition): Binding => ({
        definition,
        handle: (occasion) => runDashboardJob(dashboards, definition.input, occasion),
      }),
    ),
    { definition: outcomesJob, handle: (occasion) => runOutcomesJob({ pickEvents, log }, occasion) },
    { definition: policiesJob, handle: (occasion) => runPoliciesJob({ policies, learnings, log }, occasion) },
    { definition: universesJob, handle: (occasion) => runUniversesJob({ universes, log }, occasion) },
    { definition: cacheWarmingJob, handle: (occasion) => runCacheWarmingJob({ warming, log }, occasion) },
    { definition: retentionJob, handle: (occasion) => runRetentionJob({ retention, log }, occasion) },
  ]
}
