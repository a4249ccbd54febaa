import type { FyntrixError } from '../fyntrix-error.ts'
import type { ApiClient } from '../transport.ts'

/** What any call may be given. */
export interface CallOptions {
  /** Gives the call up when aborted; it then fails with `unavailable`. */
  readonly signal?: AbortSignal
}

/** What the client of a noun is made over. */
export interface Connection {
  readonly api: ApiClient
  /** Awaits an answer. What failed is told to `onError` and rejects as a `FyntrixError`. */
  call<T>(answer: Promise<T>): Promise<T>
  /** Told of every failure, besides the caller. */
  readonly onError: ((error: FyntrixError) => void) | undefined
}
