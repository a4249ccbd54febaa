export interface WaitOptions {
  /** Milliseconds. */
  readonly limit: number
  readonly signal: AbortSignal | undefined
  readonly expired: () => Error
}

/** Settles with `work`, or rejects when the caller cancels or the time is over; `work` goes on either way. */
export const waitFor = <T>(work: Promise<T>, { limit, signal, expired }: WaitOptions): Promise<T> => {
  if (signal?.aborted) {
    // nobody looks at it any more, and a rejection that nobody handles would end the process
    work.catch(() => undefined)
    throw signal.reason
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(expired())), limit)
    const onAbort = () => settle(() => reject(signal?.reason))
    const settle = (act: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      act()
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    )
  })
}
