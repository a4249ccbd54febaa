import type { Duration } from '../lifetimes.ts'

/** What a loader answers when the previous value still holds. */
export class NotModified {
  static readonly answer = new NotModified()
  // two classes of one shape would be one type
  readonly #brand = 'not modified'

  private constructor() {}

  toString(): string {
    return this.#brand
  }
}

/** What a loader is told and may say beside its value. */
export interface LoadContext<Value> {
  /** Aborted when nobody waits any more, the lease was lost, or the hard deadline has passed. */
  readonly signal: AbortSignal
  /** The value that is being replaced, if there is one. */
  readonly previous: { readonly value: Value; readonly etag: string; readonly loadedAt: number } | undefined
  /** The server's time, epoch milliseconds. */
  readonly now: number
  /** Answers that `previous` still holds: its times begin anew, its bytes are not sent again. */
  readonly notModified: () => NotModified
  /** What the source calls this state of the value; handed to the next load in `previous`. */
  readonly etag: (value: string) => void
  /** Another freshness for this value only. */
  readonly freshFor: (duration: Duration) => void
}

/** Gets a value from its source. `undefined`: there is none and nothing is kept; `null` is a value. */
export type Loader<Parameters, Value> = (
  parameters: Parameters,
  context: LoadContext<Value>,
) => Promise<Value | undefined | NotModified>

/** Gets many values, in the order of the parameters. An `Error` in a place is the failure of that one. */
export type Bulk<Parameters, Value> = (
  parameters: readonly Parameters[],
  context: { readonly signal: AbortSignal; readonly now: number },
) => Promise<readonly (Value | undefined | Error)[]>
