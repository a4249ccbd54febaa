import type { EventSourceConstructor } from 'eventsource'

/** How to reach a server. */
export interface TransportOptions {
  /** Where the server listens, such as `http://127.0.0.1:4000`; a path before the API is kept. */
  readonly url: string
  /** An API key, `fx_…`. It travels in the `Authorization` header only, never in an address. */
  readonly apiKey: string
  /** Stands in for the global `fetch`, for proxies and own certificates. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Stands in for the bundled event source. It must use the `fetch` that it is given: a browser's own cannot send the key. */
  readonly EventSource?: EventSourceConstructor | undefined
}
