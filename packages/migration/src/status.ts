import { type CutoverPhase, type Installation, importedTable } from '@fyntrix/db/imported'
import { ImportedTableName } from '@fyntrix/domain/imported'
import { heldInstead } from './installation/claim.ts'
import { rootOf } from './plan.ts'
import type { Target } from './target.ts'

/** What was imported so far. */
export interface MigrationStatus {
  /** The installation that the home holds; null before the first import. */
  readonly installation: Installation | null
  /** The installation that was asked for, where the home holds another one; null otherwise. */
  readonly other: string | null
  readonly sources: readonly {
    readonly path: string
    readonly table: string
    /** Rows up to this number were read; null before the first. */
    readonly lastRow: bigint | null
    readonly stored: number
    readonly quarantined: number
  }[]
  /** Files and values that stand in quarantine. */
  readonly aside: number
  /** Where the cut-over of each installation is. */
  readonly cutovers: readonly { readonly root: string; readonly phase: CutoverPhase; readonly at: Date }[]
  readonly files: readonly { readonly kind: string; readonly became: string; readonly files: number }[]
}

/** How far the migration of a home is, and whether it is that of an installation where one is named. Throws `invalid-input` when its folder is none. */
export const migrationStatus = async (
  { imported, importedFiles, installations, cutovers }: Target,
  folder?: string,
): Promise<MigrationStatus> => {
  const root = folder === undefined ? null : rootOf(folder)
  const other = root !== null && (await heldInstead({ installations }, root)) !== null
  const all = await imported.sources()
  const tables = all.flatMap((source) => {
    const table = ImportedTableName.options.find((name) => name === source.part)
    return table === undefined ? [] : [{ ...source, table }]
  })
  const sources = await Promise.all(
    tables.map(async ({ id, path, table, lastRow }) => ({
      path,
      table,
      lastRow,
      stored: await imported.stored(importedTable(table), id),
      quarantined: (await imported.quarantined(id)).reduce((sum, { rows }) => sum + rows, 0),
    })),
  )
  const files = Map.groupBy(await importedFiles.list(), ({ kind, became }) => `${kind}\0${became}`)
  return {
    installation: await installations.current(),
    other: other ? root : null,
    sources,
    aside: all.length - tables.length,
    cutovers: (await cutovers.list()).map(({ root, phase, at }) => ({ root, phase, at })),
    files: [...files.values()].flatMap((group) =>
      group.slice(0, 1).map(({ kind, became }) => ({ kind, became, files: group.length })),
    ),
  }
}
