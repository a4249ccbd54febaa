import type { CallPurpose } from '@fyntrix/domain/llm-costs'
import { DomainError, IdempotencyKey } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { answerOf, callIdHeader, refusalAnswerOf } from './answer-of.ts'
import { type BoundRequest, type Bounds, boundRequest } from './bound-request.ts'
import { type Ending, endOnce, signalToSend } from './end-once.ts'
import { endpointOf, type LlmEndpoint } from './endpoint.ts'
import { answered, breakOf, errorEnd, failure, left, statusEnd, streamEnd, timedOut, unknown } from './ends.ts'
import type { Meter, OpenCall } from './meter.ts'
import { careful, type UsageOf } from './readers.ts'
import { createStreamWatch, type StreamWatch } from './stream-watch.ts'
import { jsonOf, toldBy, toldNothing } from './told.ts'
import { watchedStream } from './watched-stream.ts'

export interface MeteredFetchOptions extends Bounds {
  readonly meter: Meter
  /** As the prices and budgets name it. */
  readonly provider: string
  readonly purpose: CallPurpose
  /** Milliseconds for each call, from its reservation to the last byte. */
  readonly timeoutMs: number
  /** Milliseconds that a call waits for a budget, see `CallPlan`. */
  readonly waitMs?: number
  readonly usageOf: UsageOf
  /** What sends the requests. */
  readonly fetch: typeof fetch
  readonly log: Log
}

interface Sent {
  readonly endpoint: LlmEndpoint
  readonly request: BoundRequest
  readonly call: OpenCall
  readonly caller: AbortSignal | undefined
  readonly end: Ending
  readonly watch: StreamWatch
}

const unmetered = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method.toUpperCase())

const isEventStream = (response: Response): boolean =>
  !/\bjson\b/i.test(response.headers.get('content-type') ?? '') && response.body !== null

const streamedAnswer = (response: Response, { call, caller, end, watch }: Sent): Response =>
  answerOf(
    response,
    call.id,
    response.body &&
      watchedStream(response.body, {
        see: watch.see,
        over: ({ kind, cause }) => {
          if (kind === 'end') return end(streamEnd(watch.end(), null))
          return end(streamEnd(watch.told(), kind === 'left' ? left : breakOf(call.signal, caller, cause)))
        },
      }),
  )

const wholeAnswer = async (response: Response, sent: Sent, usageOf: UsageOf): Promise<Response> => {
  const { call, caller, end, endpoint } = sent
  try {
    const bytes = await response.arrayBuffer()
    const told = toldBy(endpoint, jsonOf(new TextDecoder().decode(bytes)), usageOf)
    await end(told ? answered(told) : unknown(toldNothing, failure('the answer is not JSON')))
    return answerOf(response, call.id, bytes.byteLength === 0 ? null : bytes)
  } catch (cause) {
    await end(unknown(toldNothing, breakOf(call.signal, caller, cause)))
    throw cause
  }
}

/**
 * A `fetch` for any client of the OpenAI API through which every call is reserved, sent, and settled once; the rules are in ADR 25. Answers are handed on byte
 * for byte, as they come; `X-Client-Request-Id` names the call to the provider and to the caller. What a budget refuses is answered with 402, what cannot be
 * metered with 400, neither to be tried again. Requests that read or delete pass; any other is refused. Each attempt of a client is a call of its own. Rejects
 * as `fetch` does, and with `unavailable` when nothing can be reserved.
 */
export const createMeteredFetch = (options: MeteredFetchOptions): typeof fetch => {
  const { meter, provider, purpose, timeoutMs, waitMs, log } = options
  const usageOf = careful(options.usageOf, log)

  const begin = (request: BoundRequest, headers: Headers, caller: AbortSignal | undefined): Promise<OpenCall> => {
    const { model, tier, inputTokensAtMost, outputTokensAtMost } = request
    const idempotencyKey = IdempotencyKey.safeParse(headers.get('idempotency-key')).data ?? null
    const plan = { ...purpose, provider, model, tier, inputTokensAtMost, outputTokensAtMost, timeoutMs, idempotencyKey }
    return meter.begin(waitMs === undefined ? plan : { ...plan, waitMs }, caller)
  }

  const send = async (url: string, init: RequestInit, sent: Sent): Promise<Response> => {
    const { request, call, caller, end } = sent
    const signal = await signalToSend(call, caller, end)
    const response = await options.fetch(url, { ...init, body: request.text, signal }).catch(async (cause: unknown) => {
      await end(errorEnd(cause, breakOf(call.signal, caller, cause)))
      throw cause
    })
    if (!response.ok) {
      await end(statusEnd(response.status))
      return answerOf(response, call.id, response.body)
    }
    return request.streamed && isEventStream(response)
      ? streamedAnswer(response, sent)
      : wholeAnswer(response, sent, usageOf)
  }

  const metered = async (endpoint: LlmEndpoint, asked: Request, init: RequestInit): Promise<Response> => {
    const request = boundRequest(endpoint, await asked.text(), options)
    const caller = init.signal ?? undefined
    const headers = new Headers(asked.headers)
    const call = await begin(request, headers, caller)
    const watch = createStreamWatch(endpoint, request.choices, usageOf)
    const end = endOnce(call, log, () => streamEnd(watch.told(), timedOut))
    headers.set(callIdHeader, call.id)
    headers.delete('content-length')
    return send(asked.url, { ...init, method: asked.method, headers }, { endpoint, request, call, caller, end, watch })
  }

  return async (input, init) => {
    const from = input instanceof Request ? input : undefined
    const method = init?.method ?? from?.method ?? 'GET'
    if (unmetered(method)) return options.fetch(input, init)
    try {
      const asked = new Request(input, init)
      const endpoint = endpointOf(method, asked.url)
      if (endpoint === null) {
        throw new DomainError(
          'invalid-input',
          `${method} ${new URL(asked.url).pathname} is not metered, so it is not sent`,
        )
      }
      const signal = init?.signal ?? from?.signal
      return await metered(endpoint, asked, signal ? { ...init, signal } : { ...init })
    } catch (error) {
      const refusal = refusalAnswerOf(error)
      if (refusal) return refusal
      throw error
    }
  }
}
