import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDatabase } from '@fyntrix/db/testing'
import pg from 'pg'
import type { Target } from '../target.ts'
import { targetOn } from './target-on.ts'

/** A home of a test's own, with a look into its tables. */
export interface TestHome extends AsyncDisposable {
  readonly url: string
  readonly target: Target
  rows(sql: string): Promise<Record<string, unknown>[]>
}

/** Opens an empty one. */
export const openHome = async (): Promise<TestHome> => {
  await using opening = new AsyncDisposableStack()
  const { database, url } = opening.use(await openTestDatabase())
  const folder = opening.adopt(mkdtempSync(join(tmpdir(), 'fyntrix-imported-')), (made) =>
    rmSync(made, { recursive: true }),
  )
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  opening.defer(() => client.end())
  const open = opening.move()
  return {
    url,
    target: targetOn(database, folder),
    rows: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}
