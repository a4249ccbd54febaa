import { DomainError, type ErrorCode } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { callIdHeader } from './answer-of.ts'

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ChatRequest {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  /** Asks for one JSON object. */
  readonly json?: boolean
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal | undefined
}

export interface ChatAnswer {
  readonly text: string
  /** As served. */
  readonly model: string
  /** Id of the call in the ledger; null over a `fetch` that is not metered. */
  readonly callId: string | null
}

/** Asks a model. Throws `refused` for a budget, `unavailable` for a provider that is out, `invalid-input` for a request or key that it does not take. */
export type Chat = (request: ChatRequest) => Promise<ChatAnswer>

export interface ChatOptions {
  /** Metered, and so bounded. */
  readonly fetch: typeof fetch
  /** With its version, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string
  readonly apiKey: string
}

const Answer = z.looseObject({
  model: z.string().optional(),
  choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }) })).min(1),
})
const Failure = z.looseObject({ error: z.looseObject({ message: z.string() }) })

const codeOf = (status: number): ErrorCode => {
  if (status === 402) return 'refused'
  return status === 408 || status === 429 || status >= 500 ? 'unavailable' : 'invalid-input'
}

const failureOf = async (response: Response): Promise<DomainError> => {
  const message = Failure.safeParse(await response.json().catch(() => null)).data?.error.message
  return new DomainError(codeOf(response.status), message ?? `the provider answers with HTTP ${response.status}`)
}

/** A chat over the OpenAI API. */
export const createChat =
  ({ fetch, baseUrl, apiKey }: ChatOptions): Chat =>
  async ({ model, messages, json = false, idempotencyKey, signal }) => {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({ model, messages, ...(json && { response_format: { type: 'json_object' } }) }),
      ...(signal && { signal }),
    })
    if (!response.ok) throw await failureOf(response)
    const answer = Answer.safeParse(await response.json().catch(() => null)).data
    const text = answer?.choices[0]?.message.content
    if (text === undefined) throw new DomainError('unavailable', 'the provider answers, but not as a chat')
    return { text, model: answer?.model ?? model, callId: response.headers.get(callIdHeader) }
  }
