import type { Repositories } from '@fyntrix/db/shared'
import type { Lane } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { intoRedis, type View, versionOf } from '../shared/index.ts'
import type { scalpingProjection } from './scalping.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof scalpingProjection>
  readonly lane: Lane
}

/** What Redis holds of scalping, and how it follows the facts. May be repeated, in any order. */
export interface ScalpingViews extends View {
  monitored(facts: Repositories): Promise<void>
}

export const createScalpingViews = ({ redis, projection, lane }: Dependencies): ScalpingViews => {
  const write = async (facts: Repositories): Promise<number> => {
    const newest = await facts.scalping.newestCycle(lane, null)
    if (newest === null) return 0
    return intoRedis('what the scalping monitor saw', () => [projection.write(redis, {}, newest, versionOf(newest))])
  }
  return {
    name: 'scalping',
    patterns: [projection.definition.pattern],
    async monitored(facts) {
      await write(facts)
    },
    rebuild: write,
  }
}
