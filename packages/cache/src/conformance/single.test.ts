import { inject } from 'vitest'
import { testCache } from '../testing/caches.ts'
import { conformance } from './suite.ts'

conformance('one server', (options) => testCache(inject('redisUrl'), options))
