import { asyncCacheDedupe } from './async-cache-dedupe.ts'
import { bentocache } from './bentocache.ts'
import { cacheManager } from './cache-manager.ts'
import { cacheable } from './cacheable.ts'
import { layeredLoader } from './layered-loader.ts'
import type { Peer } from './peer.ts'

/** The libraries beside which the cache is measured. */
export const peers: readonly Peer[] = [...bentocache, cacheable, cacheManager, asyncCacheDedupe, layeredLoader]
