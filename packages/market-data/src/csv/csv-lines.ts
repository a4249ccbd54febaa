import Papa from 'papaparse'

/** The cells of each line of a file: element 0 is line 1. */
export type Lines = readonly (readonly string[])[]

/**
 * Splits a CSV text into the cells of its lines. A line break at the very end starts no further line.
 *
 * Quotes have no meaning here. Neither layout uses them, and a reader that honours them lets one stray quote swallow all
 * lines up to the next: then they could neither be counted nor named.
 */
export const csvLines = (text: string): Lines => {
  const body = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
  const end = body.endsWith('\n') ? -1 : undefined
  return Papa.parse<string[]>(body.slice(0, end), { fastMode: true, delimiter: ',', newline: '\n' }).data
}

/** The text of a line, ready to be stored: PostgreSQL takes no NUL, and a damaged file may be one endless line. */
export const rawLine = (cells: readonly string[]): string =>
  cells.join(',').slice(0, 500).replaceAll('\0', '\uFFFD').toWellFormed()
