import { createHash } from 'node:crypto'
import type { ImportedReject, ImportedRow, ImportedValue } from '@fyntrix/db/imported'
import { type Cell, cellsJson } from './cell.ts'
import { Notes, Rejected } from './notes.ts'
import type { TableRule } from './table-rule.ts'

/** A row of a legacy table. */
export interface LegacyRow {
  readonly row: bigint
  /** In the order of its columns; what follows them is of no account. */
  readonly cells: readonly Cell[]
}

export type Mapped =
  | { readonly row: ImportedRow; readonly reject?: undefined }
  | { readonly row?: undefined; readonly reject: ImportedReject }

/** Maps the rows of one legacy table. */
export interface RowMapper {
  map(row: LegacyRow): Mapped
  /** What was told of cells since it was last asked: `column: coercion` with how often. */
  takeCounts(): Record<string, number>
}

const escaped = (part: string): string =>
  part.includes('|') || part.includes('%') ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part

/** Bytes of a natural key. PostgreSQL's indexes hold a row of 2,704, and some hold names beside it. */
const longestKey = 1_500

/** The name by which SQLite itself knows a row. */
const rowNumber = 'id'

/** What of a SHA-256 tells rows apart that had one number after the other. */
const markLength = 16

/** Maps rows whose cells stand in the order of `columns`, by a rule; `place` is the source, which names rows without a natural key. */
export const createRowMapper = (
  { table, columns, key, lasting, judge }: TableRule,
  { columns: legacy, place }: { readonly columns: readonly string[]; readonly place: string },
): RowMapper => {
  const notes = new Notes()
  const targets = Object.keys(table.columns)
  const reading = columns.map(({ from, read }, i) => ({
    column: targets[i] ?? '',
    from,
    read,
    at: legacy.indexOf(from),
  }))
  const known = new Set(columns.map(({ from }) => from))
  const others = legacy.flatMap((column, at) => (known.has(column) ? [] : [{ column, at }]))
  const keyAt = key.map((column) => targets.indexOf(column))

  /** Of a row without a natural key: its number, and a mark of what lasts of it, since a number may be given to another row. */
  const numbered = ({ row, cells }: LegacyRow): string => {
    const cellsOf = (columns: readonly string[]) => columns.map((column) => cells[legacy.indexOf(column)] ?? null)
    const marking = cellsOf(lasting).every((cell) => cell !== null) ? lasting : [...known]
    const mark = createHash('sha256')
      .update(cellsJson(marking, cellsOf(marking)))
      .digest('hex')
      .slice(0, markLength)
    return `${place}:${row}@${mark}`
  }

  const externalId = (values: readonly ImportedValue[], row: LegacyRow): string => {
    const parts = keyAt.map((at) => values[at])
    return parts.length > 0 && parts.every((part) => typeof part === 'string')
      ? parts.map(escaped).join('|')
      : numbered(row)
  }

  const original = ({ row, cells }: LegacyRow): string | null => {
    const kept = others.filter(({ column, at }) => cells[at] !== null && !(column === rowNumber && cells[at] === row))
    if (notes.kept.size === 0 && kept.length === 0) return null
    const names = [...notes.kept, ...kept.map(({ column }) => column)]
    return cellsJson(
      names,
      names.map((column) => cells[legacy.indexOf(column)] ?? null),
    )
  }

  const mapped = (legacyRow: LegacyRow): ImportedRow => {
    notes.begin()
    const values = reading.map(({ column, from, read, at }) => {
      const cell = legacyRow.cells[at] ?? null
      if (cell === null) return null
      notes.column = column
      return read(cell, notes, from)
    })
    const id = externalId(values, legacyRow)
    if (Buffer.byteLength(id) > longestKey)
      throw new Rejected('key-too-long', `its natural key (${key.join(', ')}) has more than ${longestKey} bytes`)
    judge((column) => values[targets.indexOf(column)] ?? null, notes)
    return {
      row: legacyRow.row,
      externalId: id,
      suspect: notes.suspicions,
      original: original(legacyRow),
      values,
    }
  }

  return {
    map(legacyRow) {
      try {
        return { row: mapped(legacyRow) }
      } catch (error) {
        if (!(error instanceof Rejected)) throw error
        const cells = cellsJson(legacy, legacyRow.cells)
        return { reject: { row: legacyRow.row, reason: error.reason, detail: error.message, cells } }
      }
    },
    takeCounts: () => notes.takeCounts(),
  }
}
