import { inject } from 'vitest'
import type { CacheOptions } from '../cache.ts'
import { testCache } from '../testing/caches.ts'
import { conformance } from './suite.ts'

const open = (options: Partial<CacheOptions>) => testCache(inject('redisUrl'), { ...options, coherence: 'channel' })

conformance('one server without tracking', open, 'caches')
