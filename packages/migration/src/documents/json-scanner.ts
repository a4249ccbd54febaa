/** Ends the reading of what is no JSON, not even as Python writes it. */
export class NotJson extends Error {}

/** A part of a list or object: where its value stands, and for a member where its name begins. */
export interface JsonPart {
  /** Of a member; null in a list. */
  readonly name: string | null
  readonly begins: number
  readonly from: number
  readonly to: number
}

const blanks = /[ \t\n\r]*/y
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
const notFinite = /NaN|-?Infinity/y
const endsRun = /["\\]/g

/**
 * Finds where values of JSON begin and end in a text, without turning any into something else; NaN and infinities as Python writes them pass. It keeps its own stack, so that nothing is too deep for it.
 */
export class JsonScanner {
  /** Whether a NaN or an infinity was passed. */
  notFinite = false
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The part that is the whole text. Throws `NotJson`. */
  whole(): JsonPart {
    const from = this.#past(blanks, 0)
    const to = this.#value(from)
    if (this.#past(blanks, to) < this.#text.length) throw this.#stop('text after the end', to)
    return { name: null, begins: from, from, to }
  }

  /** The parts of a list or object that `whole` has passed; none of anything else. */
  *parts({ from }: JsonPart): Iterable<JsonPart> {
    const inObject = this.#text[from] === '{'
    if (!inObject && this.#text[from] !== '[') return
    for (let at = this.#past(blanks, from + 1); !'}]'.includes(this.#text[at] ?? '}'); ) {
      const begins = at
      const ended = inObject ? this.#string(at) : at
      const start = this.#past(blanks, inObject ? this.#past(blanks, ended) + 1 : at)
      const to = this.#value(start)
      yield { name: inObject ? String(JSON.parse(this.#text.slice(begins, ended))) : null, begins, from: start, to }
      at = this.#past(blanks, to)
      if (this.#text[at] === ',') at = this.#past(blanks, at + 1)
    }
  }

  #past(pattern: RegExp, at: number): number {
    pattern.lastIndex = at
    return pattern.test(this.#text) ? pattern.lastIndex : at
  }

  #stop(why: string, at: number): NotJson {
    return new NotJson(`${why}, at character ${at}`)
  }

  /** Where the value that begins at a place ends. */
  #value(begin: number): number {
    const open: ('}' | ']')[] = []
    for (let at = begin; ; ) {
      const mark = this.#text[at]
      const closing = mark === '{' ? '}' : mark === '[' ? ']' : null
      if (closing === null) at = this.#scalar(at)
      else {
        at = this.#past(blanks, at + 1)
        if (this.#text[at] !== closing) {
          open.push(closing)
          if (closing === '}') at = this.#colon(at)
          continue
        }
        at += 1
      }
      at = this.#close(open, at)
      if (open.length === 0) return at
      // behind a comma
      if (open.at(-1) === '}') at = this.#colon(at)
    }
  }

  /** Closes what ends after a value: to the end of all, or behind the comma before the next one. */
  #close(open: ('}' | ']')[], from: number): number {
    let at = from
    while (open.length > 0) {
      at = this.#past(blanks, at)
      if (this.#text[at] === ',') return this.#past(blanks, at + 1)
      if (this.#text[at] !== open.at(-1)) throw this.#stop('a list or an object without an end', at)
      open.pop()
      at += 1
    }
    return at
  }

  #colon(from: number): number {
    const at = this.#past(blanks, this.#string(from))
    if (this.#text[at] !== ':') throw this.#stop('a name without a value', at)
    return this.#past(blanks, at + 1)
  }

  #scalar(at: number): number {
    if (this.#text[at] === '"') return this.#string(at)
    for (const pattern of [notFinite, numeral, word]) {
      const to = this.#past(pattern, at)
      if (to === at) continue
      this.notFinite ||= pattern === notFinite
      return to
    }
    throw this.#stop('no JSON', at)
  }

  /** By hand, since a pattern needs stack for each escape. */
  #string(from: number): number {
    if (this.#text[from] !== '"') throw this.#stop('no text between quotes', from)
    endsRun.lastIndex = from + 1
    for (let found = endsRun.exec(this.#text); found !== null; found = endsRun.exec(this.#text)) {
      if (found[0] === '"') return this.#sound(from, endsRun.lastIndex)
      endsRun.lastIndex += 1
    }
    throw this.#stop('a text without an end', from)
  }

  #sound(from: number, to: number): number {
    try {
      JSON.parse(this.#text.slice(from, to))
    } catch {
      throw this.#stop('a text with a control character or a bad escape', from)
    }
    return to
  }
}
