import { defineHash } from '@fyntrix/cache'
import { AgentAnalysis } from '@fyntrix/domain/analyses'
import { z } from 'zod'
import { fieldsOf } from '../shared/index.ts'

const toFields = ({ id, runId, symbol, universe, mode, asOf, result }: AgentAnalysis) =>
  fieldsOf({
    id,
    run_id: runId,
    symbol,
    universe,
    mode,
    agent_type: result.agent,
    created_at: asOf,
    ...(result.answered
      ? {
          score: result.score,
          confidence: result.confidence,
          signals: JSON.stringify(result.signals),
          reasoning: result.reasoning,
          metadata: JSON.stringify(result.metadata),
        }
      : { abstention: JSON.stringify(result.abstention) }),
  })

const Json = z.string().transform((json): unknown => JSON.parse(json))
const text = z.string()
const place = { id: text, run_id: text, symbol: text, universe: text, mode: text, agent_type: text, created_at: text }

const AnalysisFields = z
  .union([
    z.object({ ...place, score: z.coerce.number(), confidence: text, signals: Json, reasoning: text, metadata: Json }),
    z.object({ ...place, abstention: Json }),
  ])
  .transform(({ id, run_id: runId, symbol, universe, mode, agent_type: agent, created_at: asOf, ...said }) => ({
    id,
    runId,
    symbol,
    universe,
    mode,
    asOf,
    result: { answered: 'score' in said, agent, ...said },
  }))
  .pipe(AgentAnalysis)

/** What each agent said last about each symbol, under the name that legacy readers know; one that abstained has no score, but its reason. */
export const analysisProjection = (prefix: string) =>
  defineHash(
    {
      pattern: 'context:analysis:{symbol}:{agent_type}',
      description: 'what an agent said last about a symbol',
      schema: AnalysisFields,
      encode: toFields,
      decode: (fields) => fields,
      lifetime: '7d',
    },
    prefix,
  )
