import type { Repositories } from '@fyntrix/db/shared'
import type { MessageOf } from '@fyntrix/domain/outbox'
import { DomainError } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Archive } from '../archive/index.ts'
import type { topPicksProjection } from './top-picks.cache.ts'

/**
 * What follows from a recorded run: its archive file, then the latest run in Redis. It reads the latest again instead of trusting the message, so
 * repeating it, or doing it late, changes nothing for the worse. Throws `unavailable` while Redis is away.
 */
export const topPicksEffect =
  ({
    archive,
    redis,
    projection,
  }: {
    archive: Archive
    redis: Redis
    projection: ReturnType<typeof topPicksProjection>
  }) =>
  async (tx: Repositories, { runId, lane, universe, mode }: MessageOf<'top-picks.run-recorded'>): Promise<void> => {
    const run = await tx.topPicks.byId(runId)
    if (!run) throw new DomainError('internal', `the outbox names run ${runId}, which is not there`)
    await archive.store(tx, run)
    const latest = await tx.topPicks.latest(lane, universe, mode)
    if (!latest) return
    try {
      await projection.write(redis, { universe, mode }, latest.run, latest.version)
    } catch (cause) {
      throw new DomainError('unavailable', 'Redis did not take the latest run', { cause })
    }
  }
