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
import { runRetentionJob } from '../archive/index.ts'
import { runCacheWarmingJob } from '../cache/index.ts'
import { runDashboardJob } from '../dashboard/index.ts'
import { runLevelsJob } from '../levels/index.ts'
import { runOutcomesJob } from '../pick-events/index.ts'
import { runPoliciesJob } from '../policies/index.ts'
import { runPortfolioJob } from '../portfolio/index.ts'
import { runPositionsJob } from '../positions/index.ts'
import { runScalpingJob } from '../scalping/index.ts'
import { runScoresJob } from '../scores/index.ts'
import type { Services } from '../services.ts'
import type { Log } from '../shared/index.ts'
import { runTopPicksJob } from '../top-picks/index.ts'
import { runUniversesJob } from '../universes/index.ts'
import type { Binding } from './attempt.ts'

export interface BindingsDependencies {
  readonly services: Services
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Ties every job to the handler of its noun: what a process that does jobs gives its daemon. */
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
