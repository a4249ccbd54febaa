/** Who waits for a change of a key, whether or not others may still join them. */
export class Wakers {
  readonly #waiting = new Map<string, Set<() => void>>()

  /** Calls `wake` at the next change of the key, once or more often; answers how to stop that. */
  add(key: string, wake: () => void): () => void {
    const others = this.#waiting.get(key) ?? new Set()
    this.#waiting.set(key, others.add(wake))
    return () => {
      others.delete(wake)
      if (others.size === 0) this.#waiting.delete(key)
    }
  }

  /** The key changed; null: any may have. */
  wake(key: string | null): void {
    const concerned = key === null ? [...this.#waiting.values()] : [this.#waiting.get(key) ?? []]
    for (const waiting of concerned) for (const wake of waiting) wake()
  }
}
