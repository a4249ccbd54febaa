import type { ImportedRepository } from '@fyntrix/db/imported'
import { ImportedTableName } from '@fyntrix/domain/imported'
import { compareTable } from '../databases/compare-table.ts'
import type { Plan } from '../plan.ts'

/** By their numbers: the legacy system deletes the oldest. */
const newest = 5_000n

/** Whether an installation has one of the newest rows that were imported, as they are kept: another installation has none. True where no row was imported that could tell. */
export const holdsImported = async (
  imported: ImportedRepository,
  { root, tables }: Plan,
  signal?: AbortSignal,
): Promise<boolean> => {
  const telling = (await imported.sources()).filter(
    ({ part, counts }) => ImportedTableName.safeParse(part).success && (counts['read'] ?? 0) > 0,
  )
  for (const source of telling) {
    const planned = tables.find(({ path, table }) => path === source.path && table === source.part)
    if (planned === undefined || source.lastRow === null) continue
    const span = { after: source.lastRow - newest, upTo: source.lastRow }
    for await (const { proved } of compareTable(imported, root, planned, source, { signal, span }))
      if (proved > 0) return true
  }
  return telling.length === 0
}
