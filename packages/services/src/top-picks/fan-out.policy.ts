import { DomainError } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { readRedisInfo } from '../cache/redis-info.ts'
import type { Log } from '../shared/index.ts'

/**
 * Throws `refused` where Redis evicts when its memory is full: it would take parts of runs, or the locks of those who work on them. Where the server does not
 * say what it does, that is logged and taken on trust. Throws the client's error when it does not answer.
 */
export const requireNoEviction = async (redis: Redis, log: Log): Promise<void> => {
  const { policy } = await readRedisInfo(redis)
  if (policy === 'noeviction') return
  if (policy === 'unknown') {
    log.warn({}, 'Redis does not say its maxmemory-policy: see to it that it is noeviction')
    return
  }
  throw new DomainError(
    'refused',
    `maxmemory-policy of Redis is ${policy}, which evicts parts of runs: set noeviction, or have runs computed in the daemon (FYNTRIX_WORKERS=daemon)`,
  )
}
