export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly threshold: number
  /** Milliseconds until one call may try again. */
  readonly pause: number
}

/**
 * Keeps calls from waiting for a server that does not answer: after `threshold` failures in a row calls are refused, and one at a time is let through
 * after each pause. The first that succeeds closes it.
 */
export class Breaker {
  readonly #options: BreakerOptions
  #failures = 0
  #retryAt = 0

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  get open(): boolean {
    return this.#failures >= this.#options.threshold
  }

  /** Whether a call may go now (monotonic milliseconds). The one that is let through after a pause uses the chance up. */
  admits(now: number): boolean {
    if (!this.open) return true
    if (now < this.#retryAt) return false
    this.#retryAt = now + this.#options.pause
    return true
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(now: number): void {
    this.#failures += 1
    if (this.open) this.#retryAt = now + this.#options.pause
  }
}
