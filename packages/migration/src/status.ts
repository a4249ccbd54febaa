import { type CutoverPhase, importedTable, importedTableNames } from '@fyntrix/db/imported'
import type { Target } from './apply.ts'

/** What was imported so far. */
export interface MigrationStatus {
  readonly sources: readonly {
    readonly path: string
    readonly table: string
    /** Rows up to this number were read; null before the first. */
    readonly lastRow: bigint | null
    readonly stored: number
    readonly quarantined: number
  }[]
  /** Where the cut-over of each installation is. */
  readonly cutovers: readonly { readonly root: string; readonly phase: CutoverPhase; readonly at: Date }[]
  readonly files: readonly { readonly kind: string; readonly became: string; readonly files: number }[]
}

/** How far the migration of a home is. */
export const migrationStatus = async ({ imported, importedFiles, cutovers }: Target): Promise<MigrationStatus> => {
  const sources = await Promise.all(
    (await imported.sources()).map(async ({ id, path, part, lastRow }) => {
      const table = importedTableNames.find((name) => name === part)
      const stored = table === undefined ? 0 : await imported.stored(importedTable(table), id)
      return { path, table: part, lastRow, stored, quarantined: await imported.quarantined(id) }
    }),
  )
  const files = Map.groupBy(await importedFiles.list(), ({ kind, became }) => `${kind}\0${became}`)
  return {
    sources,
    cutovers: (await cutovers.list()).map(({ root, phase, at }) => ({ root, phase, at })),
    files: [...files.values()].flatMap((group) =>
      group.slice(0, 1).map(({ kind, became }) => ({ kind, became, files: group.length })),
    ),
  }
}
