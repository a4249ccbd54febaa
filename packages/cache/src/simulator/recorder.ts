import type { Deed, Span } from './history.ts'

/** Writes down what happens, in one order. */
export class Recorder {
  readonly #spans: Span[] = []
  readonly #open = new Map<number, Span>()
  readonly #dead = new Set<string>()
  readonly #now: () => number
  #place = 0
  #closed = false

  constructor(now: () => number) {
    this.#now = now
  }

  /** Everything so far; what was not answered has no end. */
  get spans(): readonly Span[] {
    return [...this.#spans, ...this.#open.values()].sort((a, b) => a.begin - b.begin)
  }

  /** Nothing is written down any more. */
  close(): void {
    this.#closed = true
  }

  /** Nobody is there any more who could get an answer in this process. */
  bury(process: string): void {
    this.#dead.add(process)
  }

  /** Begins a deed as it stands when no answer comes; answers how to write down the answer. */
  begin(process: string, unanswered: Deed): (deed: Deed) => void {
    if (this.#closed) return () => undefined
    this.#place += 1
    const begin = this.#place
    const beganAt = this.#now()
    const without = { end: Number.POSITIVE_INFINITY, endedAt: Number.POSITIVE_INFINITY }
    this.#open.set(begin, { process, begin, beganAt, deed: unanswered, ...without })
    return (deed) => {
      if (this.#closed || this.#dead.has(process) || !this.#open.delete(begin)) return
      this.#place += 1
      this.#spans.push({ process, begin, end: this.#place, beganAt, endedAt: this.#now(), deed })
    }
  }

  /** Something that takes no time. */
  note(process: string, deed: Deed): void {
    this.begin(process, deed)(deed)
  }
}
