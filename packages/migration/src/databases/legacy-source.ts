import type { TableRule } from '../rules/table-rule.ts'
import { tableRules } from '../rules/table-rules.ts'
import type { LegacyDatabase } from '../sqlite/legacy-database.ts'
import { legacyTables, virtualTables, virtualUnread } from '../sqlite/legacy-tables.ts'
import type { TableToRead } from '../sqlite/read-rows.ts'

/** A table of a legacy database with the rule by which it is imported. */
export interface LegacySource {
  readonly table: TableToRead
  readonly rule: TableRule
}

/** A table that is not imported, and why. */
export interface UnreadTable {
  readonly table: string
  readonly reason: string
}

/** The tables of a database that are imported, and those that are not. */
export const sourcesOf = (
  database: LegacyDatabase,
): { readonly sources: readonly LegacySource[]; readonly unread: readonly UnreadTable[] } => {
  const sources: LegacySource[] = []
  const unread: UnreadTable[] = virtualTables(database).map((table) => ({
    table,
    reason: virtualUnread,
  }))
  for (const { name, columns, number } of legacyTables(database)) {
    const rule = tableRules.find(({ table }) => table.name === name)
    if (rule === undefined) unread.push({ table: name, reason: 'not a table that the legacy system is known to have' })
    else if (number === null) unread.push({ table: name, reason: 'its rows have no number to go on from' })
    else sources.push({ rule, table: { name, columns: columns.map((column) => column.name), number } })
  }
  return { sources, unread }
}
