import { join } from 'node:path'
import type { ImportedRepository, ImportedSource } from '@fyntrix/db/imported'
import { catchUp, succeed } from '../databases/catch-up.ts'
import { importTable } from '../databases/import-table.ts'
import { sourcesOf } from '../databases/legacy-source.ts'
import { openReader, openReaderHere } from '../databases/open-reader.ts'
import type { PlannedTable } from '../databases/planned-table.ts'
import type { ReadSpan } from '../databases/reading.ts'
import { openLegacyDatabase, quoted } from '../sqlite/legacy-database.ts'
import { databaseMark } from './database-mark.ts'

/** How far a table was followed. */
export interface TableState {
  readonly path: string
  readonly table: PlannedTable['table']
  /** Rows that are kept here and were found to be gone there. */
  readonly deleted: Set<bigint>
  /** The greatest number when it was last looked at; null before. */
  last: bigint | null
  /** The mark of the database when it was last looked at. */
  mark: string
  /** What is compared next begins above this number. */
  cursor: bigint | null
  /** The mark of the database when the comparison began from the first row. */
  markOfPass: string
  /** Everything was compared, and nobody has written since. */
  idle: boolean
}

export const newTableState = ({ path, table }: Pick<PlannedTable, 'path' | 'table'>): TableState => ({
  path,
  table,
  deleted: new Set(),
  last: null,
  mark: '',
  cursor: null,
  markOfPass: '',
  idle: false,
})

export interface TableRound {
  /** Rows that were read for the first time. */
  readonly added: number
  /** Rows that were written anew. */
  readonly replaced: number
}

export interface TableRoundOptions {
  /** Compare every row; otherwise the newest, and some of the others in turn. */
  readonly whole: boolean
  /** Whether rows that were imported before are compared at all. */
  readonly changes: boolean
  /** Rows that are compared of the newest, and of the others. */
  readonly window: bigint
  readonly signal?: AbortSignal | undefined
}

const greatestRow = (file: string, name: string): bigint | null => {
  using database = openLegacyDatabase(file)
  const table = sourcesOf(database).sources.find((source) => source.table.name === name)?.table
  if (table === undefined) return null
  const { n } = database.row(`select max(${table.number}) as n from ${quoted(table.name)}`)
  return typeof n === 'bigint' ? n : null
}

const isAbove = (row: bigint | null, than: bigint | null): boolean => row !== null && (than === null || row > than)

/** Of a table that was read before few rows are looked at, but where all are. */
const openerFor = (whole: boolean, { last }: TableState) => (last !== null && !whole ? openReaderHere : openReader)

/** Spans of numbers to be compared, and whether with them the whole table was. */
const spansOf = (
  { cursor }: TableState,
  last: bigint,
  { whole, window }: TableRoundOptions,
): { readonly spans: readonly ReadSpan[]; readonly next: bigint | null } => {
  if (whole) return { spans: [{ after: null, upTo: last }], next: null }
  const from = cursor === null || cursor > last ? null : cursor
  const least = from ?? -1n
  const upTo = least + window
  const newest = last - window
  if (upTo >= last) return { spans: [{ after: from, upTo: last }], next: null }
  return {
    spans: [
      { after: from, upTo },
      { after: newest > upTo ? newest : upTo, upTo: last },
    ],
    next: upTo,
  }
}

/**
 * Looks once at what was added to a table and changed in it. Rows above the last one are imported; others are compared, and those that are gone there are noted and stay. Throws like
 * `importTable`; the next call goes on.
 */
export const followTable = async (
  imported: ImportedRepository,
  root: string,
  state: TableState,
  options: TableRoundOptions,
): Promise<TableRound> => {
  const { whole, changes, signal } = options
  const open = openerFor(whole, state)
  const file = join(root, state.path)
  const mark = databaseMark(file)
  if (state.idle && mark === state.mark && !whole) return { added: 0, replaced: 0 }
  state.mark = mark
  state.idle = false
  let source: ImportedSource = await imported.source(state.path, state.table)
  const before = source.lastRow
  let [added, replaced] = [0, 0]
  const last = greatestRow(file, state.table)
  if (isAbove(last, before)) {
    source = await importTable(imported, root, state, { signal, open, onRows: (rows) => (added += rows) })
  }
  state.last = last
  if (changes) {
    replaced += await succeed(imported, root, state, source, { after: whole ? null : before, signal, open })
    const caught = await compareSome(imported, root, state, options)
    replaced += caught
  }
  return { added, replaced }
}

/** Notes which rows of a span are gone there; one that is back is not. */
const noteDeleted = (all: Set<bigint>, { after, upTo }: ReadSpan, found: readonly bigint[]): void => {
  for (const row of all) if ((after === null || row > after) && (upTo === null || row <= upTo)) all.delete(row)
  for (const row of found) all.add(row)
}

const compareSome = async (
  imported: ImportedRepository,
  root: string,
  state: TableState,
  options: TableRoundOptions,
): Promise<number> => {
  let source = await imported.source(state.path, state.table)
  if (source.lastRow === null) return 0
  if (state.cursor === null || options.whole) state.markOfPass = state.mark
  const { spans, next } = spansOf(state, source.lastRow, options)
  let replaced = 0
  for (const span of spans) {
    const caught = await catchUp(imported, root, state, source, {
      signal: options.signal,
      span,
      open: openerFor(options.whole, state),
    })
    source = caught.source
    replaced += caught.replaced
    noteDeleted(state.deleted, span, caught.deleted)
  }
  state.cursor = next
  state.idle = next === null && state.markOfPass === state.mark
  return replaced
}
