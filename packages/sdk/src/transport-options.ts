import type { EventSourceConstructor } from 'eventsource'

/** How to reach a server. */
export interface TransportOptions {
  /** Where the server listens, such as `http://127.0.0.1:4000`; a path before the API is kept. */
  readonly url: string
  /** An API key, `fx_…`. It travels in the `Authorization` header only, never in an address. */
  readonly apiKey: string
  /** Milliseconds after which a call without an answer fails with `unavailable`, its retries included; 30,000 unless given. Subscriptions have none. */
  readonly deadlineMs?: number | undefined
  /**
   * How often to try again what fails with `unavailable`: every query, and mutations with an `idempotencyKey`; 2 unless given, 0 for never. A mutation without
   * one is never repeated.
   */
  readonly retries?: number | undefined
  /** Stands in for `Math.random`, by which clients that fail together do not come back together. */
  readonly random?: (() => number) | undefined
  /** Stands in for the global `fetch`, for proxies and own certificates. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Stands in for the bundled event source. It must use the `fetch` that it is given: a browser's own cannot send the key. */
  readonly EventSource?: EventSourceConstructor | undefined
}
