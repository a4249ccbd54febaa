import { AgentName } from '@fyntrix/domain/agents'
import { Lane } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import { defineEntity, p } from '@mikro-orm/core'

/** How often a pattern of an agent told the way that the stock went. */
export const LearningSchema = defineEntity({
  name: 'LearningEntity',
  tableName: 'agent_learnings',
  properties: {
    lane: p.enum(Lane.options).primary(),
    agentType: p.enum(AgentName.options).primary(),
    mode: p.enum(Mode.options).primary(),
    patternRecognized: p.text().primary(),
    sampleSize: p.integer(),
    hits: p.integer(),
    lastUpdated: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'agent_learnings_hits_check', expression: 'hits >= 0 and hits <= sample_size' }],
})
export class LearningEntity extends LearningSchema.class {}
LearningSchema.setClass(LearningEntity)
