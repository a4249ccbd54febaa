/** A read or write that is under way: what it brings must not be kept if the key was invalidated meanwhile. */
export interface Mark {
  readonly key: string
  readonly trust: number
  dirty: boolean
}

/** Reads and writes under way, by key. An invalidation can overtake the answer that it concerns, for they travel on two connections. */
export class Marks {
  readonly #marks = new Map<string, Set<Mark>>()

  begin(key: string, trust: number): Mark {
    const mark: Mark = { key, trust, dirty: false }
    const others = this.#marks.get(key)
    if (others) others.add(mark)
    else this.#marks.set(key, new Set([mark]))
    return mark
  }

  end(mark: Mark): void {
    const others = this.#marks.get(mark.key)
    others?.delete(mark)
    if (others?.size === 0) this.#marks.delete(mark.key)
  }

  /** Spoils what is under way for a key, or for all. */
  invalidate(key: string | null): void {
    const concerned = key === null ? [...this.#marks.values()] : [this.#marks.get(key) ?? []]
    for (const marks of concerned) for (const mark of marks) mark.dirty = true
  }
}
