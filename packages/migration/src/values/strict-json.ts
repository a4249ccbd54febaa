import { type JsonValue, jsonDepth } from '@fyntrix/domain/shared'

/** JSON that can be kept as it is, with what is odd about it; or the first place where it cannot. */
export type StrictJson =
  | { readonly value: JsonValue; readonly notes: readonly string[]; readonly reason?: undefined }
  | { readonly reason: string }

/** Ends the parsing from within. */
class NotKept extends Error {}

const blank = /[ \t\n\r]*/y
const numeral = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const endsRun = /["\\]/g
const word = /true|false|null|-?NaN|-?Infinity/y
/** What Python writes for an aware time in UTC to which somebody added another Z. */
const twoZones = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*[+-]\d\d:\d\dZ$/
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** A text between quotes; undefined for bad escapes and control characters. */
const parsed = (source: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

class Parser {
  readonly notes: string[] = []
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): JsonValue {
    const value = this.#value('$', 0)
    this.#take(blank)
    if (this.#at < this.#text.length) throw this.#stop('$', `text after the end, at character ${this.#at}`)
    return value
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found) this.#at += found[0].length
    return found
  }

  #mark(character: string): boolean {
    this.#take(blank)
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #stop(path: string, why: string): NotKept {
    return new NotKept(`${path} ${why}`)
  }

  #value(path: string, depth: number): JsonValue {
    if (depth > jsonDepth) throw this.#stop(path, `lies deeper than ${jsonDepth} levels`)
    if (this.#mark('{')) return this.#object(path, depth)
    if (this.#mark('[')) return this.#list(path, depth)
    if (this.#text[this.#at] === '"') return this.#string(path)
    const [constant] = this.#take(word) ?? []
    if (constant !== undefined) {
      const value = constants.get(constant)
      if (value === undefined) throw this.#stop(path, `is ${constant}, which Python writes and JSON has not`)
      return value
    }
    const number = this.#take(numeral)
    if (number) return this.#number(path, number)
    throw this.#stop(path, `is no JSON, at character ${this.#at}`)
  }

  /** Where a text that begins here ends: by hand, since a pattern needs stack for each escape. */
  #end(path: string): number {
    endsRun.lastIndex = this.#at + 1
    for (let found = endsRun.exec(this.#text); found !== null; found = endsRun.exec(this.#text)) {
      if (found[0] === '"') return endsRun.lastIndex
      endsRun.lastIndex += 1
    }
    throw this.#stop(path, `is a text without an end, at character ${this.#at}`)
  }

  #string(path: string): string {
    const start = this.#at
    this.#at = this.#end(path)
    const value = parsed(this.#text.slice(start, this.#at))
    if (typeof value !== 'string') throw this.#stop(path, `is no JSON, at character ${start}`)
    if (!value.isWellFormed()) throw this.#stop(path, 'is a text with half a character')
    if (twoZones.test(value)) this.notes.push(`${path} is a time with two zones: ${value}`)
    return value
  }

  #number(path: string, [source, fraction, exponent]: RegExpExecArray): number {
    const value = Number(source)
    if (!Number.isFinite(value)) throw this.#stop(path, `is ${source.slice(0, 40)}, beyond what a double holds`)
    if (Object.is(value, -0)) {
      this.notes.push(`${path} is ${source.slice(0, 40)}, which is written 0 here`)
      return 0
    }
    if (fraction === undefined && exponent === undefined && !Number.isSafeInteger(value))
      throw this.#stop(path, `is the integer ${source.slice(0, 40)}, beyond 2^53: a double would hold another one`)
    return value
  }

  #list(path: string, depth: number): JsonValue {
    const items: JsonValue[] = []
    if (this.#mark(']')) return items
    do items.push(this.#value(`${path}[${items.length}]`, depth + 1))
    while (this.#mark(','))
    if (!this.#mark(']')) throw this.#stop(path, `is a list without an end, at character ${this.#at}`)
    return items
  }

  #object(path: string, depth: number): JsonValue {
    const entries = new Map<string, JsonValue>()
    if (this.#mark('}')) return {}
    do {
      this.#take(blank)
      const key = this.#text[this.#at] === '"' ? this.#string(path) : undefined
      if (key === undefined || !this.#mark(':')) throw this.#stop(path, `has no key at character ${this.#at}`)
      if (entries.has(key)) throw this.#stop(path, `has the key ${JSON.stringify(key)} twice`)
      entries.set(key, this.#value(pathOf(path, key), depth + 1))
    } while (this.#mark(','))
    if (!this.#mark('}')) throw this.#stop(path, `is an object without an end, at character ${this.#at}`)
    // defines each key, `__proto__` too
    return Object.fromEntries(entries)
  }
}

/** The path of a key: `$.a` where it reads as a name, else `$["a b"]`. */
export const pathOf = (path: string, key: string): string =>
  /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`

/**
 * Parses JSON without turning anything into something else. What a double or JSON cannot hold is told with its path: NaN and infinities as Python writes them,
 * integers beyond 2^53, a key that comes twice, half a surrogate pair, bytes that are no UTF-8. Times with two zones stay as they are and a negative zero loses its sign; both are noted. Never throws.
 */
export const readStrictJson = (bytes: Uint8Array): StrictJson => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { reason: 'the text is no UTF-8' }
  }
  const parser = new Parser(text)
  try {
    return { value: parser.whole(), notes: parser.notes }
  } catch (error) {
    if (error instanceof NotKept) return { reason: error.message }
    throw error
  }
}
