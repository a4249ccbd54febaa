/** Where a read or write began among the changes. */
export type Mark = number

// reads take milliseconds; a load that outlasts so many changes counts as changed
const capacity = 10_000

/**
 * The changes that were heard of while reads or writes are under way. An invalidation can overtake the answer that it concerns, for they travel on two
 * connections: what is brought must not be kept if its key changed since it was asked for.
 */
export class Marks {
  #underWay = 0
  #changes: (string | null)[] = []
  /** How many changes came before the first that is remembered. */
  #forgotten = 0

  /** To be ended, whatever happens. */
  begin(): Mark {
    this.#underWay += 1
    return this.#forgotten + this.#changes.length
  }

  end(): void {
    this.#underWay -= 1
    if (this.#underWay === 0) this.#forget(this.#changes.length)
  }

  /** A key changed; null: any may have. */
  invalidate(key: string | null): void {
    if (this.#underWay === 0) return
    this.#changes.push(key)
    if (this.#changes.length > capacity) this.#forget(capacity / 2)
  }

  /** Whether the key changed since, as far as is known: true when in doubt. */
  changed(key: string, since: Mark): boolean {
    if (since < this.#forgotten) return true
    for (let i = since - this.#forgotten; i < this.#changes.length; i += 1) {
      const change = this.#changes[i]
      if (change === key || change === null) return true
    }
    return false
  }

  #forget(count: number): void {
    if (count === 0) return
    this.#forgotten += count
    this.#changes = this.#changes.slice(count)
  }
}
