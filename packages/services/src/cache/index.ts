export { latencyBounds } from '@fyntrix/cache'
export { type CacheWarmingHandlerDependencies, runCacheWarmingJob } from './cache.job.ts'
export { type CacheService, createCacheService } from './cache.service.ts'
export { catalogue } from './catalogue.ts'
export {
  createGeneralCache,
  type GeneralCache,
  type GeneralLook,
  type GeneralOptions,
  type GeneralReading,
  generalLimit,
} from './general.ts'
export { type CacheSettings, careful, openCache } from './open-cache.ts'
export { memoryProblem, readRedisInfo } from './redis-info.ts'
export {
  createStatisticsBoard,
  type FamilySnapshot,
  type ProcessSnapshot,
  publishStatistics,
  type StatisticsBoard,
} from './statistics-board.ts'
export { createTally, type Tally } from './tally.ts'
export { barsOf, type UnifiedValues, unifiedFamilies } from './unified.families.ts'
export { createUnified, type IdentityOf, type UnifiedCache, type UnifiedLook } from './unified.ts'
export { createViewsService, type ViewsService } from './views.ts'
export { windowDays } from './warming.targets.ts'
export { createWarming, type Warming, type WarmingDependencies } from './warming.ts'
