import { CallPurpose } from '@fyntrix/domain/llm-costs'
import { createChat, createMeteredFetch, type LlmSettings, type MeteredFetchOptions } from '../llm-costs/index.ts'
import type { InsightModel } from './explain-pick.ts'

/** What insights need beside the settings; the tokens bound the answer. */
export type InsightLadderOptions = Omit<MeteredFetchOptions, 'provider' | 'purpose'>

/**
 * The models of the settings, each called through the meter as agent `insights` for the run. A call has an idempotency key of its own that is the same when the
 * run asks again.
 */
export const insightLadder = (
  { baseUrl, apiKey, models, provider }: LlmSettings,
  options: InsightLadderOptions,
): InsightModel[] =>
  models.map((model, rung) => ({
    model,
    ask: ({ runId, symbol, attempt, messages, signal }) => {
      const purpose = CallPurpose.parse({ purpose: 'insight', agent: 'insights', runId, tags: ['insights', symbol] })
      const chat = createChat({ fetch: createMeteredFetch({ ...options, provider, purpose }), baseUrl, apiKey })
      const idempotencyKey = `${runId}/${symbol}/${attempt}/${rung}`
      return chat({ model, messages, json: true, idempotencyKey, signal })
    },
  }))
