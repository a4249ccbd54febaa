/**
 * The cells of one line of a CSV text after the other. A line break at the very end starts no further line. Lines are cut off as they are asked
 * for: all lines of a large file at once take twenty times the memory of its text.
 *
 * Quotes have no meaning here. Neither layout uses them, and a reader that honours them lets one stray quote swallow all
 * lines up to the next: then they could neither be counted nor named.
 */
export function* csvCells(text: string): Generator<string[]> {
  let start = text.startsWith('\uFEFF') ? 1 : 0
  do {
    const at = text.indexOf('\n', start)
    const end = at < 0 ? text.length : at
    yield text.slice(start, at > start && text[at - 1] === '\r' ? at - 1 : end).split(',')
    start = end + 1
  } while (start < text.length)
}

/** The cells of all lines, element 0 being line 1. */
export const csvLines = (text: string): readonly (readonly string[])[] => [...csvCells(text)]

/** Number of lines of a text. */
export const countLines = (text: string): number => {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** The text of a line, ready to be stored: PostgreSQL takes no NUL, and a damaged file may be one endless line. */
export const rawLine = (cells: readonly string[]): string =>
  cells.join(',').slice(0, 500).replaceAll('\0', '\uFFFD').toWellFormed()
