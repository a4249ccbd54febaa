import type { ImportedTableName } from '@fyntrix/domain/imported'
import { type LegacyDatabase, openLegacyDatabase, quoted } from '../sqlite/legacy-database.ts'
import { sourcesOf } from './legacy-source.ts'

const atOnce = 1_000

/** Which rows of a table, by their numbers, a database has; `number` is the name by which SQL has it. */
export const rowsIn = (
  database: LegacyDatabase,
  { name, number }: { readonly name: string; readonly number: string },
  rows: readonly bigint[],
): ReadonlySet<bigint> => {
  const there = new Set<bigint>()
  for (let from = 0; from < rows.length; from += atOnce) {
    const asked = rows.slice(from, from + atOnce).join(', ')
    const found = database.rows(`select ${number} as n from ${quoted(name)} where ${number} in (${asked})`)
    for (const { n } of found) if (typeof n === 'bigint') there.add(n)
  }
  return there
}

/** Which rows of a table, by their numbers, the legacy system has. Throws like `openLegacyDatabase`. */
export const rowsThere = (file: string, name: ImportedTableName, rows: readonly bigint[]): ReadonlySet<bigint> => {
  using database = openLegacyDatabase(file)
  const table = sourcesOf(database).sources.find((source) => source.table.name === name)?.table
  return table === undefined ? new Set() : rowsIn(database, table, rows)
}
