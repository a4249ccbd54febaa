import { randomUUID } from 'node:crypto'
import { acquireLock, defineKey, type HeldLock } from '@fyntrix/cache'
import { DomainError } from '@fyntrix/domain/shared'
import type { RunKey } from '@fyntrix/domain/top-picks'
import type { Redis } from 'ioredis'
import type { Log } from '../shared/index.ts'

/** Milliseconds for which whoever died holding the lock keeps others from it. */
export const runLockLifetime = 300_000

/** Lets one run of a universe and mode go at a time, across processes. */
export interface RunLock {
  /**
   * Does `work` while holding the lock; the signal is aborted when it is lost. Throws `conflict` when somebody else holds it. With Redis away the
   * work is done without it: the fencing number in PostgreSQL is what makes overlapping writers safe.
   */
  hold<T>(key: RunKey, work: (signal: AbortSignal) => Promise<T>): Promise<T>
}

export const createRunLock = ({ redis, prefix, log }: { redis: Redis; prefix: string; log: Log }): RunLock => {
  const family = defineKey('lock:top_picks:{universe}:{mode}', prefix)

  const acquire = async (key: RunKey): Promise<HeldLock | undefined> => {
    try {
      const lock = await acquireLock(redis, { key: family.of(key), token: randomUUID(), lifetime: runLockLifetime })
      if (lock) return lock
    } catch (cause) {
      log.warn({ ...key, err: cause }, 'Redis does not answer: running without the lock, fenced by PostgreSQL')
      return undefined
    }
    throw new DomainError(
      'conflict',
      `a ${key.mode} run of ${key.universe} is in progress: wait for it, then try again`,
    )
  }

  return {
    async hold(key, work) {
      const lock = await acquire(key)
      try {
        return await work(lock?.signal ?? new AbortController().signal)
      } finally {
        await lock?.release()
      }
    },
  }
}
