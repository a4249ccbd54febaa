import type { SQLOutputValue } from 'node:sqlite'

/** Text of a database whose bytes are no UTF-8. */
export class BadText {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** What SQLite keeps in a cell, by its storage class: integers as bigint, so that none is rounded. */
export type Cell = SQLOutputValue | BadText

/** JSON's `null`, `{"integer": "1"}`, `{"real": "0.5"}`, `{"text": "…"}`, `{"bytes": "base64"}` or `{"notUtf8": "base64"}`: nothing of the cell is lost. */
const told = (cell: Cell): unknown => {
  if (cell === null) return null
  if (cell instanceof BadText) return { notUtf8: Buffer.from(cell.bytes).toString('base64') }
  if (cell instanceof Uint8Array) return { bytes: Buffer.from(cell).toString('base64') }
  if (typeof cell === 'bigint') return { integer: String(cell) }
  if (typeof cell === 'number') return { real: Object.is(cell, -0) ? '-0' : String(cell) }
  // PostgreSQL's text has no U+0000, not even as JSON writes it
  return cell.includes('\0') ? { bytes: Buffer.from(cell).toString('base64') } : { text: cell }
}

/** Cells as JSON, by column. */
export const cellsJson = (columns: readonly string[], cells: readonly Cell[]): string =>
  JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, told(cells[i] ?? null)])))

/** How a cell is stored, for people. */
export const classOf = (cell: Cell): string => {
  if (cell === null) return 'null'
  if (cell instanceof BadText) return 'text that is no UTF-8'
  if (cell instanceof Uint8Array) return 'bytes'
  return { bigint: 'integer', number: 'real', string: 'text' }[typeof cell as 'bigint' | 'number' | 'string']
}
