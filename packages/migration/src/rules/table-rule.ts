import { type ImportedTable, type ImportedValue, importedTable } from '@fyntrix/db/imported'
import type { ImportedTableName } from '@fyntrix/domain/imported'
import type { Notes } from './notes.ts'
import type { Reader } from './readers.ts'

/** Where a column of an imported table comes from. */
export interface ColumnRule {
  /** The column of the legacy table. */
  readonly from: string
  readonly read: Reader
}

/** How the rows of a legacy table become those of an imported one. */
export interface TableRule {
  readonly table: ImportedTable
  /** In the order of the imported table's columns. */
  readonly columns: readonly ColumnRule[]
  /** Columns of the natural key, by which the legacy system knew a row; none where it had no such key. */
  readonly key: readonly string[]
  /** Columns of the legacy table by which a row without that key is known to be the one that had its number before: those that the legacy system does not change. A row that lacks one is known by all that are read of it. */
  readonly lasting: readonly string[]
  /** What a whole row says against its numbers. */
  readonly judge: (value: (column: string) => ImportedValue, notes: Notes) => void
}

interface Options {
  readonly key?: readonly string[]
  /** All columns where nothing is said: a row that changed is another row. */
  readonly lasting?: readonly string[]
  readonly judge?: TableRule['judge']
  /** A reader alone reads the legacy column of the same name. */
  readonly columns: Readonly<Record<string, ColumnRule | Reader>>
}

const innocent: TableRule['judge'] = () => undefined

/** The rule of a table; throws for one that says nothing of a column, or something of one that is not there. */
export const rule = (name: ImportedTableName, { key = [], lasting, judge = innocent, columns }: Options): TableRule => {
  const table = importedTable(name)
  const unknown = Object.keys(columns).filter((column) => !Object.hasOwn(table.columns, column))
  if (unknown.length > 0) throw new Error(`${name} has no ${unknown.join(', ')}`)
  const rules = Object.keys(table.columns).map((column) => {
    const found = columns[column]
    if (found === undefined) throw new Error(`the rule of ${name} says nothing of ${column}`)
    return typeof found === 'function' ? { from: column, read: found } : found
  })
  const all = [...new Set(rules.map(({ from }) => from))]
  const unread = lasting?.filter((column) => !all.includes(column)) ?? []
  if (unread.length > 0) throw new Error(`the rule of ${name} reads no ${unread.join(', ')}`)
  return { table, key, lasting: lasting ?? all, judge, columns: rules }
}
