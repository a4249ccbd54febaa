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
  /** What a whole row says against its numbers. */
  readonly judge: (value: (column: string) => ImportedValue, notes: Notes) => void
}

interface Options {
  readonly key?: readonly string[]
  readonly judge?: TableRule['judge']
  /** A reader alone reads the legacy column of the same name. */
  readonly columns: Readonly<Record<string, ColumnRule | Reader>>
}

const innocent: TableRule['judge'] = () => undefined

/** The rule of a table; throws for one that says nothing of a column, or something of one that is not there. */
export const rule = (name: ImportedTableName, { key = [], judge = innocent, columns }: Options): TableRule => {
  const table = importedTable(name)
  const unknown = Object.keys(columns).filter((column) => !Object.hasOwn(table.columns, column))
  if (unknown.length > 0) throw new Error(`${name} has no ${unknown.join(', ')}`)
  return {
    table,
    key,
    judge,
    columns: Object.keys(table.columns).map((column) => {
      const found = columns[column]
      if (found === undefined) throw new Error(`the rule of ${name} says nothing of ${column}`)
      return typeof found === 'function' ? { from: column, read: found } : found
    }),
  }
}
