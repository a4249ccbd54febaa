/** Redis did not answer in time, refused the command, or is known to be away. The value may still exist; a write may still have happened. */
export class RedisAwayError extends Error {
  override readonly name = 'RedisAwayError'
}

/** A value was not there before the hard deadline, and nothing older could be served. Loading may go on in the background. */
export class LoadTimeoutError extends Error {
  override readonly name = 'LoadTimeoutError'
}

/** The loader failed, here or in another process, and nothing older could be served. `cause` is the failure where it happened here. */
export class LoadFailedError extends Error {
  override readonly name = 'LoadFailedError'
  /** Milliseconds until the loader is tried again. */
  readonly retryAfter: number

  constructor(message: string, retryAfter: number, options?: ErrorOptions) {
    super(message, options)
    this.retryAfter = retryAfter
  }
}
