export { CacheWarmingJob, cacheWarmingJob } from './cache.job.ts'
export {
  CacheExplanation,
  CacheHealth,
  CacheKey,
  CacheNamespace,
  CacheStatistics,
  CacheValue,
  CatalogueEntry,
  Cleared,
  ClearRequest,
  FamilyStatistics,
  NamespaceStatistics,
} from './cache.schema.ts'
export {
  IndicatorValues,
  Instrument,
  LiveQuote,
  placeOf,
  UnifiedIdentity,
  type UnifiedIdentityInput,
  type UnifiedPlace,
  UnifiedType,
} from './unified.schema.ts'
export { RebuildRequest, Rebuilt, ViewName } from './views.schema.ts'
export { type WarmedKind, WarmingReport, WarmKind } from './warming.schema.ts'
