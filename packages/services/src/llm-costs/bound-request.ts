import { ServiceTier } from '@fyntrix/domain/llm-costs'
import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'
import type { LlmEndpoint } from './endpoint.ts'
import type { UpperTokensOf } from './readers.ts'

/** What makes the worst case of any request finite. */
export interface Bounds {
  readonly upperTokensOf: UpperTokensOf
  /** The most output tokens of a request that names no maximum; it is then sent with this one. */
  readonly outputTokensByDefault: number
  /** The most input tokens that the model takes, for requests whose input is not all in them; without it they are refused. */
  readonly contextTokens?: number | undefined
  /** How chats name the maximum that is added; OpenAI's newer models know only `max_completion_tokens`, most others only `max_tokens`. */
  readonly chatMaximum?: 'max_tokens' | 'max_completion_tokens' | undefined
}

/** A request that cannot cost more than its numbers say. */
export interface BoundRequest {
  /** The body to send: as it came, but for what was added. */
  readonly text: string
  readonly model: string
  readonly tier: ServiceTier | undefined
  readonly streamed: boolean
  /** How many answers were asked for. */
  readonly choices: number
  readonly inputTokensAtMost: number
  readonly outputTokensAtMost: number
}

const Count = z.int().positive().nullish()

const Body = z.looseObject({
  model: z.string().trim().min(1).max(200),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.unknown().optional() }).nullish(),
  service_tier: z.string().nullish(),
  n: Count,
  best_of: Count,
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
})
type Body = z.infer<typeof Body>

const parse = (text: string): Body => {
  try {
    return Body.parse(JSON.parse(text))
  } catch (cause) {
    throw new DomainError('invalid-input', 'the request is not one that can be metered: JSON with a model', { cause })
  }
}

const maxima = {
  chat: ['max_completion_tokens', 'max_tokens'],
  completions: ['max_tokens'],
  responses: ['max_output_tokens'],
  embeddings: [],
} as const satisfies Record<LlmEndpoint, readonly string[]>

// the provider runs these itself: each use makes the model read everything once more, so nothing bounds what they cost
const hosted = ({ tools, web_search_options }: Body): boolean =>
  (tools ?? []).some(({ type }) => type !== 'function' && type !== 'custom') || (web_search_options ?? null) !== null

// context that the provider keeps: it is charged, but is not in the request
const continues = (endpoint: LlmEndpoint, { previous_response_id, conversation, prompt }: Body): boolean =>
  endpoint === 'responses' && [previous_response_id, conversation, prompt].some((part) => (part ?? null) !== null)

const inputOf = (endpoint: LlmEndpoint, body: Body, { upperTokensOf, contextTokens }: Bounds): number => {
  const tokens = continues(endpoint, body) ? null : upperTokensOf(body)
  if (tokens !== null) return tokens
  if (contextTokens !== undefined) return contextTokens
  throw new DomainError('invalid-input', 'not all of the input is in the request: say how many tokens the model takes')
}

const promptsOf = (endpoint: LlmEndpoint, { prompt }: Body): number =>
  endpoint === 'completions' && Array.isArray(prompt) && prompt.some((one) => typeof one !== 'number')
    ? prompt.length
    : 1

const tierOf = ({ service_tier }: Body): ServiceTier | undefined => {
  if (service_tier === 'default') return 'standard'
  return service_tier === 'auto' ? undefined : ServiceTier.safeParse(service_tier).data
}

/**
 * Bounds a request: adds a maximum of output tokens where it names none, and asks for the usage of a stream. Throws `invalid-input` where it cannot be
 * bounded: no JSON with a model, tools that the provider runs, or input that lies elsewhere while `contextTokens` is not known.
 */
export const boundRequest = (endpoint: LlmEndpoint, text: string, bounds: Bounds): BoundRequest => {
  const body = parse(text)
  if (hosted(body)) {
    throw new DomainError(
      'invalid-input',
      'tools that the provider runs cannot be metered: what they cost has no bound',
    )
  }
  const named = maxima[endpoint].map((name) => body[name]).filter((value) => Count.safeParse(value).data != null)
  const maximum = Math.max(0, ...named.map(Number))
  const added =
    endpoint === 'embeddings' || maximum > 0
      ? {}
      : {
          [endpoint === 'chat' ? (bounds.chatMaximum ?? 'max_completion_tokens') : maxima[endpoint][0]]:
            bounds.outputTokensByDefault,
        }
  const streamed = body.stream === true
  const usage =
    streamed && (endpoint === 'chat' || endpoint === 'completions') && body.stream_options?.include_usage !== true
      ? { stream_options: { ...body.stream_options, include_usage: true } }
      : {}
  const same = Object.keys(added).length + Object.keys(usage).length === 0
  const choices = Math.max(body.n ?? 1, body.best_of ?? 1)
  const outputs = choices * promptsOf(endpoint, body)
  return {
    text: same ? text : JSON.stringify({ ...body, ...added, ...usage }),
    model: body.model,
    tier: tierOf(body),
    streamed,
    choices: outputs,
    inputTokensAtMost: inputOf(endpoint, body, bounds),
    outputTokensAtMost: endpoint === 'embeddings' ? 0 : (maximum || bounds.outputTokensByDefault) * outputs,
  }
}
