import type { Usage } from '@fyntrix/domain/llm-costs'
import type { Log } from '../shared/index.ts'
import type { LlmEndpoint } from './endpoint.ts'

/**
 * The usage that the body of an answer tells, in disjoint parts; null where it tells none that can be understood. The body is of the shape of the endpoint,
 * also for an answer that was streamed.
 */
export type UsageOf = (endpoint: LlmEndpoint, body: unknown) => Usage | null

/** No fewer input tokens than the request can be charged for; null where its body does not hold all of the input, as with an image behind a URL. */
export type UpperTokensOf = (request: unknown) => number | null

/** The same, but an error of it is logged and leaves the usage unknown: what the provider charges for is handed on in any case. */
export const careful =
  (usageOf: UsageOf, log: Log): UsageOf =>
  (endpoint, body) => {
    try {
      return usageOf(endpoint, body)
    } catch (error) {
      log.error({ err: error, endpoint }, 'the usage of an LLM call could not be read: its worst case counts')
      return null
    }
  }
