import type { Asked } from './behaviour.ts'
import type { Tokens } from './tokens.ts'

/** What an answer is made of. */
export interface Answer {
  readonly id: string
  readonly model: string
  readonly pieces: readonly string[]
  /** Null where the server keeps its usage to itself. */
  readonly tokens: Tokens | null
}

const created = 1_770_000_000

const chatUsage = ({ prompt, cached, completion, reasoning }: Tokens) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: reasoning,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
})

const responsesUsage = ({ prompt, cached, completion, reasoning }: Tokens) => ({
  input_tokens: prompt,
  input_tokens_details: { cached_tokens: cached },
  output_tokens: completion,
  output_tokens_details: { reasoning_tokens: reasoning },
  total_tokens: prompt + completion,
})

const choicesOf = ({ body }: Asked): number[] => Array.from({ length: body.n ?? 1 }, (_, index) => index)

const chatBody = (asked: Asked, { id, model, pieces, tokens }: Answer) => ({
  id: `chatcmpl-${id}`,
  object: 'chat.completion',
  created,
  model,
  service_tier: asked.body.service_tier ?? 'default',
  choices: choicesOf(asked).map((index) => ({
    index,
    message: { role: 'assistant', content: pieces.join(''), refusal: null },
    logprobs: null,
    finish_reason: 'stop',
  })),
  ...(tokens && { usage: chatUsage(tokens) }),
})

const completionBody = (asked: Asked, { id, model, pieces, tokens }: Answer) => ({
  id: `cmpl-${id}`,
  object: 'text_completion',
  created,
  model,
  choices: choicesOf(asked).map((index) => ({ index, text: pieces.join(''), logprobs: null, finish_reason: 'stop' })),
  ...(tokens && { usage: chatUsage(tokens) }),
})

export const responseBody = (
  asked: Asked,
  { id, model, pieces, tokens }: Answer,
  status: 'in_progress' | 'completed' = 'completed',
) => ({
  id: `resp_${id}`,
  object: 'response',
  created_at: created,
  status,
  model,
  error: null,
  incomplete_details: null,
  service_tier: asked.body.service_tier ?? 'default',
  output:
    status === 'in_progress'
      ? []
      : [
          {
            type: 'message',
            id: `msg_${id}`,
            status: 'completed',
            role: 'assistant',
            content: [{ type: 'output_text', text: pieces.join(''), annotations: [] }],
          },
        ],
  usage: tokens && status === 'completed' ? responsesUsage(tokens) : null,
})

const embedding = [0.25, -0.5, 0.125]

const embeddingBody = ({ body }: Asked, { model, tokens }: Answer) => ({
  object: 'list',
  model,
  data: [
    {
      object: 'embedding',
      index: 0,
      embedding:
        body.encoding_format === 'base64'
          ? Buffer.from(Float32Array.from(embedding).buffer).toString('base64')
          : embedding,
    },
  ],
  ...(tokens && { usage: { prompt_tokens: tokens.prompt, total_tokens: tokens.prompt } }),
})

const bodies = {
  'chat/completions': chatBody,
  completions: completionBody,
  responses: responseBody,
  embeddings: embeddingBody,
}

/** The body of an answer that comes at once. */
export const bodyOf = (asked: Asked, answer: Answer): object => bodies[asked.surface](asked, answer)

const chatEvents = (asked: Asked, { id, model, pieces, tokens }: Answer): string[] => {
  const text = asked.surface === 'completions'
  const told = asked.body.stream_options?.include_usage === true
  const chunk = (choices: object[], usage: object | null = null) =>
    JSON.stringify({
      id: `chatcmpl-${id}`,
      object: text ? 'text_completion' : 'chat.completion.chunk',
      created,
      model,
      ...(text ? {} : { service_tier: asked.body.service_tier ?? 'default' }),
      choices,
      ...(told && { usage }),
    })
  const all = choicesOf(asked)
  const say = (piece: string, reason: string | null) =>
    chunk(
      all.map((index) => ({
        index,
        ...(text ? { text: piece } : { delta: piece === '' ? {} : { role: 'assistant', content: piece } }),
        logprobs: null,
        finish_reason: reason,
      })),
    )
  return [
    ...pieces.map((piece) => say(piece, null)),
    say('', 'stop'),
    ...(told && tokens ? [chunk([], chatUsage(tokens))] : []),
    '[DONE]',
  ]
}

const responsesEvents = (asked: Asked, answer: Answer): string[] => [
  JSON.stringify({
    type: 'response.created',
    sequence_number: 0,
    response: responseBody(asked, answer, 'in_progress'),
  }),
  ...answer.pieces.map((delta, i) =>
    JSON.stringify({
      type: 'response.output_text.delta',
      sequence_number: i + 1,
      item_id: `msg_${answer.id}`,
      output_index: 0,
      content_index: 0,
      delta,
      logprobs: [],
    }),
  ),
  JSON.stringify({
    type: 'response.completed',
    sequence_number: answer.pieces.length + 1,
    response: responseBody(asked, answer),
  }),
]

const named = (data: string): string => {
  const type = /^\{"type":"([\w.]+)"/.exec(data)?.[1]
  return type === undefined ? `data: ${data}\n\n` : `event: ${type}\ndata: ${data}\n\n`
}

/** The events of an answer that is streamed, as they go over the wire. */
export const eventsOf = (asked: Asked, answer: Answer): string[] =>
  (asked.surface === 'responses' ? responsesEvents(asked, answer) : chatEvents(asked, answer)).map(named)
