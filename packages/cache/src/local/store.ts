/** What the store keeps on each entry for itself; entries are made with `links`. */
export interface Stored {
  readonly key: string
  /** What the entry counts for in memory. */
  readonly bytes: number
  visited: boolean
  newer: Stored | undefined
  older: Stored | undefined
}

export interface LocalBounds {
  readonly entries: number
  readonly bytes: number
}

/**
 * The in-process level: bounded by entries and by bytes. Evicts by SIEVE (Zhang et al., NSDI 2024): a hit only sets a mark, and a hand walks from
 * the oldest entry, sparing each marked one once. One long scan does not push out what is read often.
 */
export class LocalStore<Entry extends Stored> {
  readonly #entries = new Map<string, Entry>()
  readonly #bounds: LocalBounds
  readonly #onEvict: (entry: Entry) => void
  #newest: Stored | undefined
  #oldest: Stored | undefined
  #hand: Stored | undefined
  #bytes = 0

  constructor(bounds: LocalBounds, onEvict: (entry: Entry) => void) {
    if (!(bounds.entries >= 1 && bounds.bytes >= 1)) throw new RangeError('the bounds of a store are at least 1')
    this.#bounds = bounds
    this.#onEvict = onEvict
  }

  get size(): number {
    return this.#entries.size
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The entry, marked as used. */
  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key)
    if (entry !== undefined) entry.visited = true
    return entry
  }

  /** The entry, unmarked: for looking without using. */
  peek(key: string): Entry | undefined {
    return this.#entries.get(key)
  }

  /** Keeps an entry, replacing the one under its key. One that is larger than the whole store is not kept. */
  set(entry: Entry): void {
    this.delete(entry.key)
    if (entry.bytes > this.#bounds.bytes) return
    while (this.#entries.size >= this.#bounds.entries || this.#bytes + entry.bytes > this.#bounds.bytes) this.#evict()
    entry.older = this.#newest
    if (this.#newest) this.#newest.newer = entry
    this.#newest = entry
    this.#oldest ??= entry
    this.#entries.set(entry.key, entry)
    this.#bytes += entry.bytes
  }

  delete(key: string): boolean {
    const entry = this.#entries.get(key)
    if (entry === undefined) return false
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
    if (this.#hand === entry) this.#hand = entry.newer
    if (entry.newer) entry.newer.older = entry.older
    else this.#newest = entry.older
    if (entry.older) entry.older.newer = entry.newer
    else this.#oldest = entry.newer
    entry.newer = undefined
    entry.older = undefined
    return true
  }

  clear(): void {
    this.#entries.clear()
    this.#newest = undefined
    this.#oldest = undefined
    this.#hand = undefined
    this.#bytes = 0
  }

  values(): IterableIterator<Entry> {
    return this.#entries.values()
  }

  #evict(): void {
    let victim = this.#hand ?? this.#oldest
    while (victim?.visited) {
      victim.visited = false
      victim = victim.newer ?? this.#oldest
    }
    if (!victim) return
    this.#hand = victim.newer
    const entry = this.#entries.get(victim.key)
    this.delete(victim.key)
    if (entry) this.#onEvict(entry)
  }
}
