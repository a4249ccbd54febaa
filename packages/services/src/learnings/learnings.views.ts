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

/** More patterns than all agents know. */
const everyPattern = 10_000

export const createLearningViews = ({ redis, projection, lane }: Dependencies): LearningViews => {
  const write = async (facts: Repositories, agents: readonly AgentName[]): Promise<number> => {
    const version = await facts.views.takeVersion()
    const learnings = await facts.learnings.list({ lane, minimumSample: 1, limit: everyPattern })
    const changed = [...Map.groupBy(learnings, ({ agent }) => agent)].filter(([agent]) => agents.includes(agent))
    return intoRedis('the learnings', () =>
      changed.map(([agent, patterns]) => projection.write(redis, { agent_type: agent }, patterns, version)),
    )
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
