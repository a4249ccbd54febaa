import type { Repositories } from '@fyntrix/db/shared'
import type { MessageOf } from '@fyntrix/domain/outbox'
import { DomainError } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { type dashboardProjections, versionOf } from './dashboard.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof dashboardProjections>
}

/**
 * What follows from a recorded dashboard: the newest one in Redis. It reads the newest again instead of trusting the message, so repeating it, or doing
 * it late, changes nothing for the worse. Throws `unavailable` while Redis is away.
 */
export const dashboardEffect =
  ({ redis, projections }: Dependencies) =>
  async (tx: Repositories, { lane, period }: MessageOf<'dashboard.recorded'>): Promise<void> => {
    const newest = await tx.dashboard.newest(lane, period, null)
    if (newest === null) throw new DomainError('internal', `the outbox names a ${period} dashboard, but there is none`)
    try {
      await projections[period].write(redis, {}, newest, versionOf(newest))
    } catch (cause) {
      throw new DomainError('unavailable', 'Redis did not take the newest dashboard', { cause })
    }
  }
