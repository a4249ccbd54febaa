/** A statement of a .env file as python-dotenv reads it, which the legacy system used. The texts of all statements, one after the other, are the file. */
export interface Statement {
  readonly text: string
  /** Of its first character that is not white space; the first line is 1. */
  readonly line: number
  /** Null for comments, blank lines, and what could not be read. */
  readonly variable: string | null
  /** Null where there is no `=`. References to other variables are not resolved. */
  readonly value: string | null
  readonly exported: boolean
  readonly unreadable: boolean
}

// python-dotenv 1.2, parser.py; Python's \s knows \x1c-\x1f and \x85, which JavaScript's does not, and does not know \ufeff
const space = String.raw`[\t-\r \x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`
const blank = String.raw`(?:(?![\r\n])${space})`
const sticky = (source: string) => new RegExp(source, 'yu')
const grammar = {
  whiteSpace: sticky(`${space}*`),
  blanks: sticky(`${blank}*`),
  export: sticky(`(?:export${blank}+)?`),
  quotedKey: sticky(`'([^']+)'`),
  key: sticky(String.raw`((?:(?!${space})[^=#])+)`),
  equals: sticky(`(=${blank}*)`),
  singleQuoted: sticky(String.raw`'((?:\\[^]|[^'\\])*)'`),
  doubleQuoted: sticky(String.raw`"((?:\\[^]|[^"\\])*)"`),
  unquoted: sticky(String.raw`([^\r\n]*)`),
  comment: sticky(String.raw`(?:${blank}*#[^\r\n]*)?`),
  endOfLine: sticky(String.raw`${blank}*(?:\r\n|\n|\r|$)`),
  restOfLine: sticky(String.raw`[^\r\n]*(?:\r\n|\n|\r)?`),
}
const inlineComment = new RegExp(`${space}+#[^\n]*`, 'u')
const trailing = new RegExp(`${space}+$`, 'u')
const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
const newLines = /\r\n|\n|\r/g

class Reader {
  readonly #text: string
  at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  /** Moves past a match. Null, and not moved, where there is none. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)
    if (found === null) return null
    this.at += found[0].length
    return found[1] ?? found[0]
  }

  peek(): string {
    return this.#text.charAt(this.at)
  }
}

const valueOf = (reader: Reader): string | null => {
  const equals = reader.take(grammar.equals) ?? ''
  const next = reader.peek()
  if (equals.length > 1 && next === '#') return ''
  if (next === "'") {
    return (
      reader
        .take(grammar.singleQuoted)
        ?.replaceAll(newLines, '\n')
        .replaceAll(/\\([\\'])/g, '$1') ?? null
    )
  }
  if (next === '"')
    return (
      reader
        .take(grammar.doubleQuoted)
        // Python opens text with any new line read as \n
        ?.replaceAll(newLines, '\n')
        .replaceAll(/\\([\\'"abfnrtv])/g, (_, letter: string) => escapes[letter] ?? letter) ?? null
    )
  return (reader.take(grammar.unquoted) ?? '').replace(inlineComment, '').replace(trailing, '')
}

type Binding = Pick<Statement, 'variable' | 'value' | 'exported'>

/** Null where python-dotenv gives a statement up. */
const bindingOf = (reader: Reader): Binding | null => {
  const exported = reader.take(grammar.export) !== ''
  let binding: Binding = { variable: null, value: null, exported }
  if (reader.peek() !== '#') {
    const variable =
      reader.take(reader.peek() === "'" ? grammar.quotedKey : grammar.key)?.replaceAll(newLines, '\n') ?? null
    if (variable === null) return null
    reader.take(grammar.blanks)
    const assigned = reader.peek() === '='
    const value = assigned ? valueOf(reader) : null
    if (assigned && value === null) return null
    binding = { variable, value, exported }
  }
  reader.take(grammar.comment)
  return reader.take(grammar.endOfLine) === null ? null : binding
}

/** Splits a .env file into statements, losing nothing. A byte order mark is part of the first statement's text and of no name. Never throws. */
export const statementsOf = (file: string): Statement[] => {
  const statements: Statement[] = []
  let start = 0
  let line = 1
  const reader = new Reader(file, file.startsWith('\uFEFF') ? 1 : 0)
  while (start < file.length) {
    const before = reader.at
    reader.take(grammar.whiteSpace)
    const first = line + (file.slice(before, reader.at).match(newLines)?.length ?? 0)
    let binding: Binding | null = { variable: null, value: null, exported: false }
    if (reader.at < file.length) {
      binding = bindingOf(reader)
      // as there, from where it was given up and not from its beginning
      if (binding === null) reader.take(grammar.restOfLine)
    }
    const text = file.slice(start, reader.at)
    statements.push({
      text,
      line: first,
      ...(binding ?? { variable: null, value: null, exported: false }),
      unreadable: binding === null,
    })
    line += text.match(newLines)?.length ?? 0
    start = reader.at
  }
  return statements
}
