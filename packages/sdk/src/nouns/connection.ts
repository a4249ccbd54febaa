import type { Connect } from '../live/follow.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { ApiClient } from '../transport.ts'

/** What any call may be given. */
export interface CallOptions {
  /** Gives the call up when aborted; it then fails with `unavailable`. */
  readonly signal?: AbortSignal
}

/** What the client of a noun is made over. */
export interface Connection {
  readonly api: ApiClient
  /** Awaits an answer. What failed rejects as a `FyntrixError`; whoever hears of all failures is told too. */
  readonly call: <T>(answer: Promise<T>) => Promise<T>
  /** Follows what is published until closed. What ends it for good is told to whoever hears of all failures too. */
  readonly follow: <T>(connect: Connect<T>, subscriber: EventSubscriber<T>) => Subscription
}
