import type { Repositories } from '@fyntrix/db/shared'
import { AgentName } from '@fyntrix/domain/agents'
import type { Lane } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { intoRedis, type View } from '../shared/index.ts'
import type { learningProjection } from './learnings.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof learningProjection>
  readonly lane: Lane
}

/** What Redis holds of learnings, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface LearningViews extends View {
  learnt(facts: Repositories, agents: readonly AgentName[]): Promise<void>
}

/** More patterns than any agent knows. */
const everyPattern = 10_000

export const createLearningViews = ({ redis, projection, lane }: Dependencies): LearningViews => {
  const write = async (facts: Repositories, agents: readonly AgentName[]): Promise<number> => {
    const version = await facts.views.takeVersion()
    let written = 0
    for (const agent of agents) {
      const learnings = await facts.learnings.list({ lane, agent, minimumSample: 1, limit: everyPattern })
      if (learnings.length === 0) continue
      const place = { agent_type: agent }
      written += await intoRedis('the learnings', () => [projection.write(redis, place, learnings, version)])
    }
    return written
  }

  return {
    name: 'learnings',
    patterns: [projection.definition.pattern],
    async learnt(facts, agents) {
      await write(facts, agents)
    },
    rebuild: (facts) => write(facts, AgentName.options),
  }
}
