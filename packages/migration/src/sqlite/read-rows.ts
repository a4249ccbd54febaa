import { isUtf8 } from 'node:buffer'
import { BadText, type Cell } from '../rules/cell.ts'
import type { LegacyRow } from '../rules/map-row.ts'
import { type LegacyDatabase, quoted } from './legacy-database.ts'

/** A stretch ends when it has so many rows, or so many characters of text and bytes. */
const most = { rows: 2_000, size: 1 << 20 }

/** What is read of a table. */
export interface TableToRead {
  readonly name: string
  readonly columns: readonly string[]
  /** The name by which SQL has the number of a row. */
  readonly number: string
}

const replacement = '\uFFFD'

/** The cells of a row, text that is no UTF-8 by its bytes: SQLite's binding replaces what it cannot read. */
const carefully = (database: LegacyDatabase, { name, columns, number }: TableToRead, row: bigint): readonly Cell[] => {
  const selected = columns.map(
    (column) =>
      `case typeof(${quoted(column)}) when 'text' then cast(${quoted(column)} as blob) else ${quoted(column)} end`,
  )
  const classes = columns.map((column) => `typeof(${quoted(column)})`)
  const [cells = []] = database.cells(
    `select ${[...selected, ...classes].join(', ')} from ${quoted(name)} where ${number} = ?`,
    row,
  )
  return columns.map((_, i): Cell => {
    const cell = cells[i] ?? null
    if (cells[columns.length + i] !== 'text' || !(cell instanceof Uint8Array)) return cell
    return isUtf8(cell) ? Buffer.from(cell).toString() : new BadText(cell)
  })
}

/** Characters of the text and bytes of a row; −1 where some of it may be no UTF-8. */
const sizeOf = (cells: readonly Cell[]): number => {
  let size = 0
  for (const cell of cells) {
    if (typeof cell === 'string') {
      if (cell.includes(replacement)) return -1
      size += cell.length
    } else if (cell instanceof Uint8Array) size += cell.length
  }
  return size
}

/** Rows that meet a condition, in the order of their numbers, until they are as many as are taken at once. */
function* taken(database: LegacyDatabase, table: TableToRead, condition: string): Generator<LegacyRow, void> {
  const { name, columns, number } = table
  const selected = [...columns.map(quoted), number].join(', ')
  let size = 0
  for (const cells of database.cells(
    `select ${selected} from ${quoted(name)} where ${condition} order by ${number} limit ${most.rows}`,
  )) {
    const row = cells[columns.length]
    if (typeof row !== 'bigint') continue
    const more = sizeOf(cells)
    yield { row, cells: more < 0 ? carefully(database, table, row) : cells }
    size += Math.abs(more)
    if (size >= most.size) return
  }
}

/**
 * The first rows of a table by their numbers, above `after`, up to `upTo`, as many as are taken at once: few enough for a writer to wait for, and for memory. Text that is no UTF-8 is kept by its bytes.
 */
export const readStretch = (
  database: LegacyDatabase,
  table: TableToRead,
  { after, upTo }: { readonly after: bigint | null; readonly upTo: bigint | null },
): Iterable<LegacyRow> => {
  const { number } = table
  const bounds = [after === null ? 'true' : `${number} > ${after}`, upTo === null ? 'true' : `${number} <= ${upTo}`]
  return taken(database, table, bounds.join(' and '))
}

/** The rows that have these numbers. They are to be few. */
export const readNumbered = (
  database: LegacyDatabase,
  table: TableToRead,
  numbers: readonly bigint[],
): Iterable<LegacyRow> => taken(database, table, `${table.number} in (${numbers.join(', ')})`)
