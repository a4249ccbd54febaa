/** The next time that something was freed. */
export interface Turn {
  /** Resolves when it happens, after so many milliseconds, or when the signal is aborted. */
  within(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** Lets many wait for the next event of a kind. */
export interface Turns {
  /** Taken before one looks, so that what happens between the look and the wait is not missed. */
  coming(): Turn
  next(): void
}

export const createTurns = (): Turns => {
  let { promise, resolve } = Promise.withResolvers<void>()
  return {
    coming() {
      const event = promise
      return {
        within: (milliseconds, signal) =>
          new Promise((done) => {
            const end = () => {
              clearTimeout(timer)
              signal?.removeEventListener('abort', end)
              done()
            }
            const timer = setTimeout(end, milliseconds)
            signal?.addEventListener('abort', end, { once: true })
            void event.then(end)
          }),
      }
    },
    next() {
      resolve()
      ;({ promise, resolve } = Promise.withResolvers<void>())
    },
  }
}
