/**
 * Time in turns of the event loop instead of milliseconds: what is late by more turns comes later, and nothing sleeps. It stands still while nothing
 * is due.
 */
export class Scheduler {
  readonly #due = new Map<number, (() => void)[]>()
  #turn = 0
  #running = false

  get turn(): number {
    return this.#turn
  }

  /** Acts in a turn to come; those of one turn act in the order in which they were asked for. */
  at(turn: number, act: () => void): void {
    const when = Math.max(turn, this.#turn + 1)
    const others = this.#due.get(when)
    if (others) others.push(act)
    else this.#due.set(when, [act])
    if (this.#running) return
    this.#running = true
    setImmediate(this.#step)
  }

  /** Resolves after so many turns, at least one. */
  wait(turns: number): Promise<void> {
    return new Promise((resolve) => this.at(this.#turn + turns, resolve))
  }

  readonly #step = (): void => {
    this.#turn += 1
    const acts = this.#due.get(this.#turn) ?? []
    this.#due.delete(this.#turn)
    for (const act of acts) act()
    if (this.#due.size > 0) setImmediate(this.#step)
    else this.#running = false
  }
}
