import { LoadFailedError } from '../errors.ts'

export interface BackoffOptions {
  /** Milliseconds after the first failure. */
  readonly base: number
  /** Milliseconds at most. */
  readonly ceiling: number
}

/** Keys whose loading failed lately. */
export class Failures {
  readonly #options: BackoffOptions
  readonly #random: () => number
  readonly #failures = new Map<string, { readonly count: number; readonly until: number; readonly error: unknown }>()

  constructor(options: BackoffOptions, random: () => number) {
    this.#options = options
    this.#random = random
  }

  /** The error to give instead of loading, at a monotonic time; undefined when loading may be tried. */
  standing(key: string, now: number): LoadFailedError | undefined {
    const failure = this.#failures.get(key)
    if (failure === undefined || now >= failure.until) return undefined
    return new LoadFailedError(`${key}: loading failed and is not tried again yet`, failure.until - now, {
      cause: failure.error,
    })
  }

  /** Notes a failure; `count` failures in a row are known from elsewhere. Answers how many in a row, and the milliseconds to wait. */
  failed(key: string, error: unknown, now: number, count = 0): { readonly count: number; readonly pause: number } {
    const inARow = Math.max(count, this.#failures.get(key)?.count ?? 0) + 1
    const { base, ceiling } = this.#options
    // half to one and a half times: those who failed together do not come back together
    const pause = Math.min(base * 2 ** (inARow - 1), ceiling) * (0.5 + this.#random())
    this.remember(key, error, now + pause, inARow)
    return { count: inARow, pause }
  }

  /** Takes over a failure that happened elsewhere. */
  remember(key: string, error: unknown, until: number, count: number): void {
    this.#failures.delete(key)
    this.#failures.set(key, { count, until, error })
    if (this.#failures.size <= capacity) return
    const [oldest] = this.#failures.keys()
    if (oldest !== undefined) this.#failures.delete(oldest)
  }

  succeeded(key: string): void {
    this.#failures.delete(key)
  }
}

const capacity = 10_000
