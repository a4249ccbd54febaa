import type { LegacyDatabase, StoredRow } from './legacy-database.ts'

/** A table of a legacy database. */
export interface LegacyTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly declared: string }[]
  /** The name by which SQL has the number of a row: one that no column has taken; null where rows have no number. */
  readonly number: string | null
}

const textOf = (row: StoredRow, name: string): string => String(row[name] ?? '')

/** Why a virtual table is not imported. */
export const virtualUnread = 'a virtual table is not read'

/** The virtual tables of a database, by name. What they hold stands in shadow tables, if in the database at all. */
export const virtualTables = (database: LegacyDatabase): readonly string[] =>
  [...database.rows(`select name from pragma_table_list where schema = 'main' and type = 'virtual' order by name`)].map(
    (row) => textOf(row, 'name'),
  )

/** The tables of a database that its owner made, by name; virtual ones and their shadow tables are none of them. */
export const legacyTables = (database: LegacyDatabase): readonly LegacyTable[] => {
  const tables = database.rows(
    `select name, wr as unnumbered from pragma_table_list
     where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
  )
  return [...tables].map((row) => {
    const name = textOf(row, 'name')
    const columns = [...database.rows(`select name, type from pragma_table_xinfo(?)`, name)].map((column) => ({
      name: textOf(column, 'name'),
      declared: textOf(column, 'type'),
    }))
    const free = ['rowid', '_rowid_', 'oid'].find(
      (taken) => !columns.some((column) => column.name.toLowerCase() === taken),
    )
    return { name, columns, number: row['unnumbered'] === 0n ? (free ?? null) : null }
  })
}
