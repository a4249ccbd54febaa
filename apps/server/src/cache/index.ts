export { registerCacheMetrics } from './cache.metrics.ts'
export { cacheRouter } from './cache.router.ts'
