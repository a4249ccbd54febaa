import { retentionJob } from '@fyntrix/domain/archive'
import { cacheWarmingJob } from '@fyntrix/domain/cache'
import { dashboardJobs } from '@fyntrix/domain/dashboard'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import { levelsJobs } from '@fyntrix/domain/levels'
import { outcomesJob } from '@fyntrix/domain/pick-events'
import { policiesJob } from '@fyntrix/domain/policies'
import { portfolioJob } from '@fyntrix/domain/portfolio'
import { positionsJobs } from '@fyntrix/domain/positions'
import { scalpingJob } from '@fyntrix/domain/scalping'
import { scoresJobs } from '@fyntrix/domain/scores'
import { topPicksJobs } from '@fyntrix/domain/top-picks'
import { universesJob } from '@fyntrix/domain/universes'

/** Every job there is. */
export const jobCatalogue: readonly JobDefinition[] = [
  ...topPicksJobs,
  ...levelsJobs,
  ...scoresJobs,
  portfolioJob,
  scalpingJob,
  ...positionsJobs,
  ...dashboardJobs,
  outcomesJob,
  policiesJob,
  universesJob,
  cacheWarmingJob,
  retentionJob,
]
