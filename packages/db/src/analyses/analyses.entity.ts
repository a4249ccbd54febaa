import { type Abstention, AgentName, type AgentResult, Confidence, type Signal } from '@fyntrix/domain/agents'
import { Lane } from '@fyntrix/domain/shared'
import { defineEntity, p } from '@mikro-orm/core'
import { TopPicksRunEntity } from '../top-picks/index.ts'

/** One agent's result for one symbol of a run, picked or not; null score with the reason where it abstained. */
export const AgentAnalysisSchema = defineEntity({
  name: 'AgentAnalysisEntity',
  tableName: 'agent_analyses',
  properties: {
    id: p.uuid().primary(),
    run: () => p.manyToOne(TopPicksRunEntity).ref().deleteRule('restrict'),
    lane: p.enum(Lane.options),
    symbol: p.text(),
    agentType: p.enum(AgentName.options),
    asOf: p.datetime(),
    score: p.double().nullable(),
    confidence: p.enum(Confidence.options).nullable(),
    signals: p.json<readonly Signal[]>(),
    reasoning: p.text().nullable(),
    abstention: p.json<Abstention>().nullable(),
    metadata: p.json<Extract<AgentResult, { answered: true }>['metadata']>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'agent_analyses_run_symbol_agent_unique', properties: ['run', 'symbol', 'agentType'] }],
  indexes: [
    { name: 'agent_analyses_history_index', properties: ['symbol', 'agentType', 'asOf'] },
    { name: 'agent_analyses_symbol_index', properties: ['symbol', 'asOf', 'id'] },
  ],
  checks: [{ name: 'agent_analyses_answer_check', expression: '(score is null) = (abstention is not null)' }],
})
export class AgentAnalysisEntity extends AgentAnalysisSchema.class {}
AgentAnalysisSchema.setClass(AgentAnalysisEntity)
