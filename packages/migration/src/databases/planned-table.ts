import type { ImportedTableName } from '@fyntrix/domain/imported'

/** A table that is going to be imported. */
export interface PlannedTable {
  /** Of its database, relative to the installation. */
  readonly path: string
  /** Its name, and that of the table in the schema `imported`. */
  readonly table: ImportedTableName
  /** Rows when the plan was made; those that are added later are imported too. */
  readonly rows: number
  /** Columns that the legacy system has elsewhere and lacks here: they stay null. */
  readonly missing: readonly string[]
  /** Columns that are not known: their cells are kept with the row. */
  readonly extra: readonly string[]
}
