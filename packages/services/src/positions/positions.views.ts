import type { Repositories } from '@fyntrix/db/shared'
import type { Lane } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { intoRedis, type View, versionOf } from '../shared/index.ts'
import type { positionsProjection } from './positions.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof positionsProjection>
  readonly lane: Lane
}

/** What Redis holds of top-picks positions, and how it follows the facts. May be repeated, in any order. */
export interface PositionsViews extends View {
  monitored(facts: Repositories): Promise<void>
}

export const createPositionsViews = ({ redis, projection, lane }: Dependencies): PositionsViews => {
  const write = async (facts: Repositories): Promise<number> => {
    const newest = await facts.positions.newest(lane, null)
    if (newest === null) return 0
    return intoRedis('the top-picks positions', () => [projection.write(redis, {}, newest, versionOf(newest))])
  }
  return {
    name: 'positions',
    patterns: [projection.definition.pattern],
    async monitored(facts) {
      await write(facts)
    },
    rebuild: write,
  }
}
