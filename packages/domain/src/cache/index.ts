export {
  CacheExplanation,
  CacheHealth,
  CacheKey,
  CacheStatistics,
  CacheValue,
  CatalogueEntry,
  Cleared,
  ClearRequest,
  FamilyStatistics,
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
