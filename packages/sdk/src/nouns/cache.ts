import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What lies in Redis, and why. */
export interface CacheClient {
  /** Every kind of key that is kept in Redis. */
  keys(options?: CallOptions): Promise<RouterOutputs['cache']['keys']>
  /** What was counted, family by family, in all living processes. */
  stats(options?: CallOptions): Promise<RouterOutputs['cache']['stats']>
  /** How the Redis of the cache is doing. Never rejects because of Redis: the answer says what is wrong. */
  health(options?: CallOptions): Promise<RouterOutputs['cache']['health']>
  /** Why a reader of a key would get what it gets. Rejects with `not-found` for another family, `invalid-input` for other parameters. */
  explain(input: RouterInputs['cache']['explain'], options?: CallOptions): Promise<RouterOutputs['cache']['explain']>
  /** A value as JSON. Rejects as `explain`. */
  get(input: RouterInputs['cache']['get'], options?: CallOptions): Promise<RouterOutputs['cache']['get']>
  /** Removes one value everywhere; needs the scope `admin`. */
  invalidate(
    input: RouterInputs['cache']['invalidate'],
    options?: CallOptions,
  ): Promise<RouterOutputs['cache']['invalidate']>
  /** Removes everything that the request narrows down; needs the scope `admin`. */
  clear(input: RouterInputs['cache']['clear'], options?: CallOptions): Promise<RouterOutputs['cache']['clear']>
  /** Makes a view of the facts again from PostgreSQL, or all of them; needs the scope `admin`. Rejects with `unavailable` when Redis is away. */
  rebuild(input?: RouterInputs['cache']['rebuild'], options?: CallOptions): Promise<RouterOutputs['cache']['rebuild']>
}

export const cacheClient = ({ api, call }: Connection): CacheClient => ({
  keys: (options) => call(api.cache.keys.query(undefined, options)),
  stats: (options) => call(api.cache.stats.query(undefined, options)),
  health: (options) => call(api.cache.health.query(undefined, options)),
  explain: (input, options) => call(api.cache.explain.query(input, options)),
  get: (input, options) => call(api.cache.get.query(input, options)),
  invalidate: (input, options) => call(api.cache.invalidate.mutate(input, options)),
  clear: (input, options) => call(api.cache.clear.mutate(input, options)),
  rebuild: (input = {}, options) => call(api.cache.rebuild.mutate(input, options)),
})
