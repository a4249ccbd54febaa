import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, inject } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../shared/index.ts'
import { asAdmin } from './admin.ts'
import { templateDatabase, urlOf } from './context.ts'

/** A migrated, empty database of a test's own. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  readonly database: Database
  /**
   * Closes `database` and drops the database. Throws when anybody still has a connection to it: then something that the test opened was not closed.
   */
  close(): Promise<void>
}

const graceMs = 2_000

/** who is connected; a closing connection is given a moment to vanish from the server's list */
const connectionsTo = async (serverUrl: string, name: string): Promise<string[]> =>
  asAdmin(serverUrl, async (client) => {
    const deadline = performance.now() + graceMs
    for (;;) {
      const { rows } = await client.query<{ who: string }>(
        `select application_name || ': ' || coalesce(state, '') || ' ' || left(query, 80) as who from pg_stat_activity
         where datname = $1 and backend_type = 'client backend'`,
        [name],
      )
      if (rows.length === 0 || performance.now() > deadline) return rows.map(({ who }) => who)
      await sleep(10)
    }
  })

/** A database that the caller closes, for `await using` within a test. Options are those of `openDatabase`. */
export const openTestDatabase = async (options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> => {
  const serverUrl = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // copying files beats replaying them through the write-ahead log where fsync is off
  await asAdmin(serverUrl, (client) =>
    client.query(`create database ${name} template ${templateDatabase} strategy file_copy`),
  )
  const url = urlOf(serverUrl, name)
  const database = openDatabase({ ...options, url })

  const close = async (): Promise<void> => {
    await database.close()
    const left = await connectionsTo(serverUrl, name)
    await asAdmin(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
    if (left.length > 0) throw new Error(`connections to the test database were left open:\n${left.join('\n')}`)
  }
  return { url, database, close, [Symbol.asyncDispose]: close }
}

/** A database for a whole test file, or a `describe`: closed and dropped after its last test. */
export const testDatabase = async (options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> => {
  const opened = await openTestDatabase(options)
  afterAll(() => opened.close())
  return opened
}
