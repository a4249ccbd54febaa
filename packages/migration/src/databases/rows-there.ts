import type { ImportedTableName } from '@fyntrix/db/imported'
import { openLegacyDatabase, quoted } from '../sqlite/legacy-database.ts'
import { sourcesOf } from './legacy-source.ts'

const atOnce = 1_000

/** Which rows of a table, by their numbers, the legacy system has. Throws like `openLegacyDatabase`. */
export const rowsThere = (file: string, name: ImportedTableName, rows: readonly bigint[]): ReadonlySet<bigint> => {
  using database = openLegacyDatabase(file)
  const table = sourcesOf(database).sources.find((source) => source.table.name === name)?.table
  const there = new Set<bigint>()
  if (table === undefined) return there
  for (let from = 0; from < rows.length; from += atOnce) {
    const asked = rows.slice(from, from + atOnce).join(', ')
    const found = database.rows(
      `select ${table.number} as n from ${quoted(table.name)} where ${table.number} in (${asked})`,
    )
    for (const { n } of found) if (typeof n === 'bigint') there.add(n)
  }
  return there
}
