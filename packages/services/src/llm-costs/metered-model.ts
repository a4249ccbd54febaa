import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4Middleware,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider'
import type { CallPurpose, ServiceTier } from '@fyntrix/domain/llm-costs'
import { DomainError, IdempotencyKey } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { callIdHeader } from './answer-of.ts'
import type { Bounds } from './bound-request.ts'
import { type Ending, endOnce, signalToSend } from './end-once.ts'
import { answered, breakOf, errorEnd, left, streamEnd, timedOut } from './ends.ts'
import type { Meter, OpenCall } from './meter.ts'
import { beforeAny, toldAfter } from './model-watch.ts'
import { usageOfSdk } from './sdk-usage.ts'
import type { StreamTold } from './stream-watch.ts'
import { watchedStream } from './watched-stream.ts'

export interface MeteredModelOptions extends Omit<Bounds, 'chatMaximum'> {
  readonly meter: Meter
  /** As the prices and budgets name it. */
  readonly provider: string
  readonly purpose: CallPurpose
  readonly tier?: ServiceTier
  /** Milliseconds for each call, from its reservation to the last part. */
  readonly timeoutMs: number
  readonly waitMs?: number
  readonly log: Log
}

interface Begun {
  readonly call: OpenCall
  readonly caller: AbortSignal | undefined
  readonly end: Ending
  /** The caller's parameters with a maximum, the call's id and the call's time-out. */
  readonly params: LanguageModelV4CallOptions
}

const inputOf = (params: LanguageModelV4CallOptions, { upperTokensOf, contextTokens }: MeteredModelOptions): number => {
  const { prompt, tools, responseFormat } = params
  if (tools?.some(({ type }) => type !== 'function')) {
    throw new DomainError(
      'invalid-input',
      'tools that the provider runs cannot be metered: what they cost has no bound',
    )
  }
  const tokens = upperTokensOf({ prompt, tools, responseFormat }) ?? contextTokens
  if (tokens !== undefined) return tokens
  throw new DomainError('invalid-input', 'not all of the input is in the request: say how many tokens the model takes')
}

const keyOf = ({ headers = {} }: LanguageModelV4CallOptions): IdempotencyKey | null => {
  const named = Object.entries(headers).find(([name]) => name.toLowerCase() === 'idempotency-key')
  return IdempotencyKey.safeParse(named?.[1]).data ?? null
}

/**
 * A middleware for `wrapLanguageModel` through which every call of a model is reserved, made, and settled once, by the rules of ADR 25. A model needs a provider that
 * asks for the usage of streams (`includeUsage` of openai-compatible ones); without it the worst case counts. Not to be used over a metered fetch: that would
 * count twice. Rejects with `refused` when a budget forbids the call, `unavailable` when nothing can be reserved, `invalid-input` when it has no bound.
 */
export const createMeteredModel = (options: MeteredModelOptions): LanguageModelV4Middleware => {
  const { meter, provider, purpose, tier, timeoutMs, waitMs, outputTokensByDefault, log } = options

  const begin = async (
    model: LanguageModelV4,
    asked: LanguageModelV4CallOptions,
    told: () => StreamTold,
  ): Promise<Begun> => {
    const maxOutputTokens = asked.maxOutputTokens ?? outputTokensByDefault
    const caller = asked.abortSignal
    const plan = {
      ...purpose,
      provider,
      model: model.modelId,
      tier,
      inputTokensAtMost: inputOf(asked, options),
      outputTokensAtMost: maxOutputTokens,
      timeoutMs,
      idempotencyKey: keyOf(asked),
    }
    const call = await meter.begin(waitMs === undefined ? plan : { ...plan, waitMs }, caller)
    const headers = { ...asked.headers, [callIdHeader]: call.id }
    const end = endOnce(call, log, () => streamEnd(told(), timedOut))
    const abortSignal = await signalToSend(call, caller, end)
    return { call, caller, end, params: { ...asked, maxOutputTokens, headers, abortSignal } }
  }

  const made = async <T>({ call, caller, end }: Begun, make: () => PromiseLike<T>): Promise<T> => {
    try {
      return await make()
    } catch (cause) {
      await end(errorEnd(cause, breakOf(call.signal, caller, cause)))
      throw cause
    }
  }

  return {
    specificationVersion: 'v4',
    async wrapGenerate({ model, params }): Promise<LanguageModelV4GenerateResult> {
      const begun = await begin(model, params, () => beforeAny)
      const result = await made(begun, () => model.doGenerate(begun.params))
      const modelServed = result.response?.modelId ?? null
      await begun.end(answered({ modelServed, tier: null, usage: usageOfSdk(result.usage) }))
      return result
    },
    async wrapStream({ model, params }) {
      let told = beforeAny
      const begun = await begin(model, params, () => told)
      const { call, caller, end } = begun
      const result = await made(begun, () => model.doStream(begun.params))
      const stream = watchedStream<LanguageModelV4StreamPart>(result.stream, {
        see: (part) => {
          told = toldAfter(told, part)
        },
        over: ({ kind, cause }) => {
          if (kind === 'end') return end(streamEnd(told, null))
          return end(streamEnd(told, kind === 'left' ? left : breakOf(call.signal, caller, cause)))
        },
      })
      return { ...result, stream }
    },
  }
}
