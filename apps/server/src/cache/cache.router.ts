import {
  CacheExplanation,
  CacheHealth,
  CacheKey,
  CacheStatistics,
  CacheValue,
  CatalogueEntry,
  Cleared,
  ClearRequest,
  RebuildRequest,
  Rebuilt,
} from '@fyntrix/domain/cache'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const cacheRouter = router({
  /** Every kind of key that is kept in Redis. */
  keys: scoped('read')
    .output(z.array(CatalogueEntry))
    .query(({ ctx }) => [...ctx.app.services.cache.keys()]),
  /** What was counted, family by family, in all processes. */
  stats: scoped('read')
    .output(CacheStatistics)
    .query(({ ctx }) => ctx.app.services.cache.stats()),
  /** How the Redis of the cache is doing. */
  health: scoped('read')
    .output(CacheHealth)
    .query(({ ctx }) => ctx.app.services.cache.health()),
  /** Why a reader of a key would get what it gets. */
  explain: scoped('read')
    .input(CacheKey)
    .output(CacheExplanation)
    .query(({ ctx, input }) => ctx.app.services.cache.explain(input)),
  /** A value as JSON. */
  get: scoped('read', { cost: 2 })
    .input(CacheKey)
    .output(CacheValue)
    .query(({ ctx, input }) => ctx.app.services.cache.get(input)),
  /** Removes one value everywhere. */
  invalidate: scoped('admin')
    .input(CacheKey)
    .output(Cleared)
    .mutation(({ ctx, input }) => ctx.app.services.cache.invalidate(input)),
  /** Removes everything that the request narrows down. */
  clear: scoped('admin', { cost: 10 })
    .input(ClearRequest)
    .output(Cleared)
    .mutation(({ ctx, input }) => ctx.app.services.cache.clear(input)),
  /** Makes a view of the facts again from PostgreSQL, or all of them. */
  rebuild: scoped('admin', { cost: 10 })
    .input(RebuildRequest)
    .output(z.array(Rebuilt))
    .mutation(({ ctx, input }) => ctx.app.services.views.rebuild(input)),
})
