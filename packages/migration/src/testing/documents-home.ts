import { openTestDatabase } from '@fyntrix/db/testing'
import pg from 'pg'
import { applyDocuments } from '../documents/apply-documents.ts'
import { notProved, verifyDocuments } from '../documents/verify-documents.ts'
import { filesOf } from '../plan.ts'

/** A database of a test's own that items of files are imported into, with a look into its tables. */
export const openDocumentsHome = async () => {
  await using opening = new AsyncDisposableStack()
  const { database, url } = opening.use(await openTestDatabase())
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  opening.defer(() => client.end())
  const open = opening.move()
  const target = { importedDocuments: database.importedDocuments }
  const sql = async (text: string) => (await client.query(text)).rows
  return {
    sql,
    apply: (root: string, signal?: AbortSignal, onProgress?: () => void) =>
      applyDocuments(target, root, filesOf(root).files, { signal, onProgress }),
    verify: async (root: string) => {
      const documents = await verifyDocuments(target, root, filesOf(root).files)
      return { documents, proved: notProved(documents) === 0 }
    },
    /** Bodies of the items that are in their files, in order. */
    live: async () =>
      (await sql('select body from imported.documents where item >= 0 order by path, item')).map(({ body }) => body),
    /** Bodies of those that are no longer, sorted. */
    gone: async () =>
      (await sql('select body from imported.documents where item < -1 order by body collate "C"')).map(
        ({ body }) => body,
      ),
    rows: (columns: string) => sql(`select ${columns} from imported.documents order by path, item`),
    aside: () =>
      sql(
        `select source_row::int as item, reason, cells::jsonb as cells from imported.quarantine order by source_id, source_row`,
      ),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}
