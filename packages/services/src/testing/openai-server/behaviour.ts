import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { Tokens } from './tokens.ts'

/** The parts of a request that the server goes by; the rest stays as it came. */
export const AskedBody = z.looseObject({
  model: z.string(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.int().nullish(),
  max_completion_tokens: z.int().nullish(),
  max_output_tokens: z.int().nullish(),
  n: z.int().nullish(),
  encoding_format: z.string().nullish(),
  service_tier: z.string().nullish(),
})
export type AskedBody = z.infer<typeof AskedBody>

export const Surface = z.enum(['chat/completions', 'completions', 'responses', 'embeddings'])
export type Surface = z.infer<typeof Surface>

/** A request as the server saw it. `nth` counts from 0. */
export interface Asked {
  readonly nth: number
  readonly surface: Surface
  readonly body: AskedBody
  readonly headers: IncomingHttpHeaders
}

const Charged = { tokens: Tokens.partial().optional(), charged: z.boolean().optional() }

/**
 * What the server does with a request. `after` is how many events of a stream are sent first (none: not even the headers). Whatever begins an answer is charged
 * where nothing else is said; a status or a hang is not. `piece` cuts the bytes of a stream into writes of that size.
 */
export const Behaviour = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    ...Charged,
    text: z.string().optional(),
    model: z.string().optional(),
    tellsUsage: z.boolean().optional(),
    delayMs: z.int().nonnegative().optional(),
    crlf: z.boolean().optional(),
    piece: z.int().positive().optional(),
    /** An error amid a stream, after so many events. */
    errorAfter: z.int().nonnegative().optional(),
  }),
  z.object({ kind: z.literal('status'), ...Charged, status: z.int(), retryAfter: z.int().optional() }),
  z.object({ kind: z.literal('hang'), ...Charged, after: z.int().positive().optional() }),
  z.object({ kind: z.literal('malformed'), ...Charged }),
  z.object({ kind: z.literal('cut'), ...Charged, after: z.int().nonnegative() }),
])
export type Behaviour = z.infer<typeof Behaviour>

/** Decides what is done with each request; a promise holds the request until it is settled. */
export type Plan = (asked: Asked) => Behaviour | Promise<Behaviour>

const isCharged = {
  answer: true,
  cut: true,
  malformed: true,
  status: false,
  hang: false,
} as const

export const charges = (behaviour: Behaviour): boolean => behaviour.charged ?? isCharged[behaviour.kind]

const words = (text: string): string[] => text.match(/\s*\S+/g) ?? []

/** Text that is answered with, word by word. */
export const piecesOf = (behaviour: Behaviour): string[] =>
  words((behaviour.kind === 'answer' ? behaviour.text : undefined) ?? 'All of it is well.')

/** The tokens of an answer: as the behaviour says, else a prompt of a token for each four bytes and an answer of a token a word, no more than was asked for. */
export const tokensOf = ({ body }: Asked, behaviour: Behaviour): Tokens => {
  const { model: _model, ...rest } = body
  const most = body.max_completion_tokens ?? body.max_tokens ?? body.max_output_tokens ?? Number.POSITIVE_INFINITY
  const { prompt, cached, completion, reasoning } = behaviour.tokens ?? {}
  return {
    prompt: prompt ?? Math.ceil(JSON.stringify(rest).length / 4),
    cached: cached ?? 0,
    completion: completion ?? Math.min(most, piecesOf(behaviour).length) * (body.n ?? 1),
    reasoning: reasoning ?? 0,
  }
}
