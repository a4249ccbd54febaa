/** Why a row is not imported: a code to count by, and what exactly is wrong. */
export class Rejected extends Error {
  readonly reason: string

  constructor(reason: string, detail: string) {
    super(detail)
    this.reason = reason
  }
}

/** What readers of cells tell while a row is mapped. One is used for all rows of a table. */
export class Notes {
  /** The column that is written. */
  column = ''
  /** Legacy columns of the row whose cells are to be kept as they were. */
  readonly kept = new Set<string>()
  readonly #suspicions = new Set<string>()
  readonly #counts = new Map<string, Map<string, number>>()

  /** Begins another row. */
  begin(): void {
    if (this.kept.size > 0) this.kept.clear()
    if (this.#suspicions.size > 0) this.#suspicions.clear()
  }

  /** A cell was read as something that it is not stored as. */
  coerced(name: string): void {
    let names = this.#counts.get(this.column)
    if (names === undefined) {
      names = new Map()
      this.#counts.set(this.column, names)
    }
    names.set(name, (names.get(name) ?? 0) + 1)
  }

  /** What speaks against the numbers of the row. */
  suspect(code: string): void {
    this.#suspicions.add(code)
  }

  /** The codes of the row, separated by spaces; null without any. */
  get suspicions(): string | null {
    return this.#suspicions.size === 0 ? null : [...this.#suspicions].toSorted().join(' ')
  }

  /** `column: coercion` with how often, since it was last taken. */
  takeCounts(): Record<string, number> {
    const taken: Record<string, number> = {}
    for (const [column, names] of this.#counts) for (const [name, n] of names) taken[`${column}: ${name}`] = n
    this.#counts.clear()
    return taken
  }
}
