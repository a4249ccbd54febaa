interface Wait {
  readonly until: number
  readonly expire: () => void
  older: Wait | undefined
  newer: Wait | undefined
}

/**
 * Ends waits of one length with one timer for all of them: a timer for each would cost more than most answers do. When the time of one is over, replies
 * that arrived meanwhile are read first: a process that was busy itself must not take the server for slow.
 */
export class Deadline {
  /** Milliseconds. */
  readonly limit: number
  #oldest: Wait | undefined
  #newest: Wait | undefined
  #watching = false

  constructor(limit: number) {
    this.limit = limit
  }

  /** Settles with `work`, or rejects with `expired()` when that takes longer than the limit. */
  within<T>(work: Promise<T>, expired: () => Error): Promise<T> {
    return new Promise((resolve, reject) => {
      const wait = this.#begin(() => reject(expired()))
      work.then(
        (value) => {
          this.#end(wait)
          resolve(value)
        },
        (error: unknown) => {
          this.#end(wait)
          reject(error)
        },
      )
    })
  }

  #begin(expire: () => void): Wait {
    const wait: Wait = { until: performance.now() + this.limit, expire, older: this.#newest, newer: undefined }
    if (this.#newest) this.#newest.newer = wait
    this.#newest = wait
    this.#oldest ??= wait
    if (!this.#watching) this.#watch(this.limit)
    return wait
  }

  #end(wait: Wait): void {
    if (wait.newer) wait.newer.older = wait.older
    else if (this.#newest === wait) this.#newest = wait.older
    if (wait.older) wait.older.newer = wait.newer
    else if (this.#oldest === wait) this.#oldest = wait.newer
    wait.newer = undefined
    wait.older = undefined
  }

  #watch(milliseconds: number): void {
    this.#watching = true
    const timer = setTimeout(() => {
      // whoever is due later than this has not had its replies read yet
      const now = performance.now()
      setImmediate(() => this.#expire(now))
    }, milliseconds)
    // what is waited for keeps the process alive, not the watch over it
    timer.unref()
  }

  #expire(now: number): void {
    this.#watching = false
    for (let wait = this.#oldest; wait && wait.until <= now; wait = this.#oldest) {
      this.#end(wait)
      wait.expire()
    }
    if (this.#oldest) this.#watch(Math.max(1, this.#oldest.until - performance.now()))
  }
}
