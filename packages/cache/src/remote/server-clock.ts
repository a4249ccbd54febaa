/** The clocks of this process, passed in so that tests can hold them. */
export interface ProcessClock {
  /** Milliseconds that never go back, from any start. */
  monotonic(): number
  /** Epoch milliseconds, as this machine believes. */
  wall(): number
}

/**
 * The Redis server's clock, estimated. Every lifetime is measured by it, so that machines whose clocks differ agree on what is fresh. It runs with
 * the monotonic clock between two readings; before the first reading it believes the machine's clock.
 */
export class ServerClock {
  readonly #clock: ProcessClock
  #offset: number

  constructor(clock: ProcessClock) {
    this.#clock = clock
    this.#offset = clock.wall() - clock.monotonic()
  }

  /** Monotonic milliseconds: what the in-process level compares with. */
  monotonic(): number {
    return this.#clock.monotonic()
  }

  /** Epoch milliseconds UTC of the server. */
  now(): number {
    return this.#clock.monotonic() + this.#offset
  }

  /** An instant of the server's as monotonic milliseconds of this process. */
  toMonotonic(instant: number): number {
    return instant - this.#offset
  }

  /** Takes in a reading of the server: `instant` was read between two monotonic times. */
  learn(instant: number, askedAt: number, answeredAt: number): void {
    this.#offset = instant - (askedAt + answeredAt) / 2
  }
}
