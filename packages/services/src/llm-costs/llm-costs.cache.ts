import { defineHash } from '@fyntrix/cache'
import { DaySpend, LlmRequest, SpendGroup } from '@fyntrix/domain/llm-costs'
import { z } from 'zod'
import { defineIdIndex, fieldsOf } from '../shared/index.ts'

/** How many of the newest calls Redis keeps. */
export const keptRequests = 500

const Count = z.coerce.number()
const SumFields = z.object({
  requests: Count,
  failed: Count,
  input_tokens: Count,
  output_tokens: Count,
  cost_usd: z.string(),
})

const sumFields = ({ calls, failed, inputTokens, outputTokens, costUsd }: Omit<SpendGroup, 'group'>) =>
  fieldsOf({ requests: calls, failed, input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costUsd })

const sumsFrom = (fields: Readonly<Record<string, string>>) => {
  const { requests, failed, input_tokens, output_tokens, cost_usd } = SumFields.parse(fields)
  return { calls: requests, failed, inputTokens: input_tokens, outputTokens: output_tokens, costUsd: cost_usd }
}

/** What Redis holds of LLM calls, under the names that legacy readers know. `{date}` is a UTC date. */
export const llmCostProjections = (prefix: string) => ({
  day: defineHash(
    {
      pattern: 'llm:daily:{date}',
      description: 'what the LLM calls of a UTC day cost',
      schema: DaySpend,
      encode: ({ day, ...sums }: DaySpend) => ({ date: day, ...sumFields(sums) }),
      decode: (fields) => ({ day: fields['date'], ...sumsFrom(fields) }),
      lifetime: '8d',
    },
    prefix,
  ),
  model: defineHash(
    {
      pattern: 'llm:model:{model}:{date}',
      description: 'what the calls of a model on a UTC day cost',
      schema: SpendGroup,
      encode: ({ group, ...sums }: SpendGroup) => ({ model: group, ...sumFields(sums) }),
      decode: (fields) => ({ group: fields['model'], ...sumsFrom(fields) }),
      lifetime: '8d',
    },
    prefix,
  ),
  newest: defineIdIndex(
    { pattern: 'llm:requests', description: 'the newest LLM calls, by their time', capacity: keptRequests },
    prefix,
  ),
  request: defineHash(
    {
      pattern: 'llm:request:{id}',
      description: 'an LLM call',
      schema: LlmRequest,
      encode: (call: LlmRequest) => ({
        ...fieldsOf({
          timestamp: call.at,
          model: call.modelServed ?? call.modelAsked,
          input_tokens: call.inputTokens,
          output_tokens: call.outputTokens,
          cost_usd: call.costUsd,
        }),
        request: JSON.stringify(call),
      }),
      decode: (fields) => JSON.parse(fields['request'] ?? ''),
      lifetime: '1d',
    },
    prefix,
  ),
})
