/** A clock that is moved by hand, and those who wait for it. Instants are epoch milliseconds. */
export class VirtualClock {
  #now: number
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()

  constructor(now: number) {
    this.#now = now
  }

  get now(): number {
    return this.#now
  }

  /** Those who wait. */
  get sleeping(): number {
    return this.#sleepers.size
  }

  /** The earliest instant that somebody waits for; infinite when nobody does. */
  get nextWake(): number {
    return Math.min(...[...this.#sleepers].map(({ at }) => at))
  }

  /** Moves it, back too, and wakes those whose time has come. */
  moveTo(instant: number): void {
    this.#now = instant
    for (const sleeper of this.#sleepers)
      if (sleeper.at <= instant) {
        this.#sleepers.delete(sleeper)
        sleeper.wake()
      }
  }

  /** Waits so many milliseconds of this clock; rejects with the reason when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const sleeper = { at: this.#now + ms, wake: resolve }
      this.#sleepers.add(sleeper)
      signal.addEventListener('abort', () => {
        if (this.#sleepers.delete(sleeper)) reject(signal.reason)
      })
    })
  }
}
