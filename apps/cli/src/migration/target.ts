import { type Database, openDatabase } from '@fyntrix/db/shared'
import type { ReadableTarget } from '@fyntrix/migration'
import type { CliEnvironment } from '../env.ts'
import { providePostgres } from '../home/connect.ts'
import { stay } from '../home/guest.ts'
import { homePaths } from '../home/home.ts'

/** Does `work` on the tables of a home, whose server is started for that if need be and stopped again. Tables are made where they are missing. */
export const onHome = (
  env: CliEnvironment,
  work: (target: ReadableTarget, database: Database) => Promise<void>,
): Promise<void> =>
  stay(
    env.home,
    () => providePostgres(env),
    async ({ url }) => {
      await using database = openDatabase({ url, applicationName: 'fyntrix-migrate' })
      await database.migrate()
      const { imported, importedFiles, importedReads, cutovers } = database
      await work({ imported, importedFiles, importedReads, cutovers, folder: homePaths(env.home).imported }, database)
    },
  )
