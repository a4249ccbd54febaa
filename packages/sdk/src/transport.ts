import {
  createTRPCClient,
  type getFetch,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import { EventSource, type FetchLike } from 'eventsource'
import type { Api } from './api.d.ts'
import { deadlineLink } from './deadline-link.ts'
import { retries } from './retries.ts'
import type { TransportOptions } from './transport-options.ts'
import { version } from './version.ts'

/** The typed tRPC client below the conveniences. */
export type ApiClient = TRPCClient<Api>

/** The server takes no wider batch. */
const maxItems = 20

/** Addresses stay well below the 16 KiB that a server reads; what would be longer goes as several requests. */
const maxURLLength = 8_000

const defaults = { deadlineMs: 30_000, retries: 2 }

/** Queries and mutations as one streamed batch a tick, with deadline and retries; subscriptions as server-sent events, which come back by themselves. */
export const createApiClient = (options: TransportOptions): ApiClient => {
  const { apiKey, fetch = globalThis.fetch, random = Math.random } = options
  const url = `${options.url.replace(/\/+$/, '')}/trpc`
  const headers = { authorization: `Bearer ${apiKey}`, 'x-fyntrix-sdk': version }
  const fetchEvents: FetchLike = (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } })
  const fetchCalls: ReturnType<typeof getFetch> = (input, { signal, ...init } = {}) =>
    fetch(input, { ...init, signal: signal ?? null })
  return createTRPCClient<Api>({
    links: [
      deadlineLink(options.deadlineMs ?? defaults.deadlineMs),
      retries(options.retries ?? defaults.retries, random),
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource: options.EventSource ?? EventSource,
          eventSourceOptions: { fetch: fetchEvents },
        }),
        false: httpBatchStreamLink({ url, headers, fetch: fetchCalls, maxItems, maxURLLength }),
      }),
    ],
  })
}
