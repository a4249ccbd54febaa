import { join } from 'node:path'
import type { ImportedTableName } from '@fyntrix/domain/imported'
import { sourcesOf } from '../../databases/legacy-source.ts'
import type { Plan } from '../../plan.ts'
import { type LegacyDatabase, openLegacyDatabase, quoted } from '../../sqlite/legacy-database.ts'

/** A table of the legacy system that is asked. */
export interface Store {
  readonly database: LegacyDatabase
  /** Of the database, relative to the installation. */
  readonly path: string
  readonly table: ImportedTableName
  /** The name by which SQL has the number of a row. */
  readonly number: string
  /** The least and the greatest number when it was opened. */
  readonly bounds: readonly [least: bigint, most: bigint]
}

/** Databases of a legacy system, opened for a few questions: one that is held for long may miss what is written. */
export interface LegacyStores extends Disposable {
  /** Undefined where the table is missing or empty. */
  store(table: ImportedTableName): Store | undefined
}

/** The path of the database that is asked for each table: the first that has it, as the legacy system had one. */
export const pathsOf = ({ tables }: Plan): ReadonlyMap<ImportedTableName, string> => {
  const paths = new Map<ImportedTableName, string>()
  for (const { table, path } of tables) if (!paths.has(table)) paths.set(table, path)
  return paths
}

/** Opens stores; a database is opened with its first question. `store` throws like `openLegacyDatabase`. */
export const openLegacyStores = (root: string, paths: ReadonlyMap<ImportedTableName, string>): LegacyStores => {
  const stack = new DisposableStack()
  const databases = new Map<string, LegacyDatabase>()
  const stores = new Map<ImportedTableName, Store | undefined>()
  const databaseAt = (path: string): LegacyDatabase => {
    const known = databases.get(path)
    if (known !== undefined) return known
    const database = stack.use(openLegacyDatabase(join(root, path)))
    databases.set(path, database)
    return database
  }
  const open = (name: ImportedTableName, path: string): Store | undefined => {
    const database = databaseAt(path)
    const table = sourcesOf(database).sources.find((source) => source.table.name === name)?.table
    if (table === undefined) return undefined
    const { number } = table
    const { least, most } = database.row(`select min(${number}) as least, max(${number}) as most from ${quoted(name)}`)
    if (typeof least !== 'bigint' || typeof most !== 'bigint') return undefined
    return { database, path, table: name, number, bounds: [least, most] }
  }
  return {
    store(table) {
      if (!stores.has(table)) {
        const path = paths.get(table)
        stores.set(table, path === undefined ? undefined : open(table, path))
      }
      return stores.get(table)
    },
    [Symbol.dispose]: () => stack.dispose(),
  }
}
