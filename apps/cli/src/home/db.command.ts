import { existsSync } from 'node:fs'
import { type Database, openDatabase } from '@fyntrix/db/shared'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import type { CliEnvironment } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption, styled } from '../shared/output.ts'
import { providePostgres } from './connect.ts'
import { visit } from './guest.ts'
import { homePaths } from './home.ts'

/** Does `work` on the database of a home; its server is started for that if need be, and stopped again. Throws exit code 3 when there is none yet. */
const withDatabase = async (env: CliEnvironment, work: (db: Database) => Promise<void>): Promise<void> => {
  const open = async () => {
    const { url } = await providePostgres(env)
    await using db = openDatabase({ url, applicationName: 'fyntrix-db' })
    await work(db)
  }
  if (env.connections.databaseUrl !== undefined) return open()
  if (!existsSync(homePaths(env.home).postgres)) {
    throw new CommandFailure('this home has no database yet: ./fyntrix up', 3)
  }
  return visit(env.home, open)
}

const listed = (title: string, names: readonly string[]): string =>
  `${styled('bold', title)}${names.length === 0 ? ' none' : names.map((name) => `\n  ${name}`).join('')}`

export const dbCommand = (program: Command, { env }: CliContext): void => {
  const db = program
    .command('db')
    .description('tables of the home: migrations, and whether they are what they should be')
  const command = (name: string, about: string) =>
    db.command(name).description(about).option('--json [file]', 'answer as JSON')

  command('status', 'which migrations are applied and which are not').action(
    async ({ json }: { json?: JsonOption }) => {
      await withDatabase(env, async (database) => {
        const status = await database.migrationStatus()
        answer(json, status, () => [listed('applied', status.applied), listed('pending', status.pending)].join('\n'))
      })
    },
  )

  command('migrate', 'apply what is pending; any number of processes may do it at once').action(
    async ({ json }: { json?: JsonOption }) => {
      await withDatabase(env, async (database) => {
        const applied = await database.migrate()
        answer(json, { applied }, () => listed('applied now', applied))
      })
    },
  )

  command('check', 'compare the tables with what the program expects; ends with 1 where they differ').action(
    async ({ json }: { json?: JsonOption }) => {
      await withDatabase(env, async (database) => {
        const { pending } = await database.migrationStatus()
        // before its migrations a database differs of course; what they will change is no drift
        const drift = pending.length > 0 ? null : await database.checkSchema()
        answer(json, { pending, drift }, () =>
          drift === null
            ? `${listed('pending', pending)}\n./fyntrix db migrate, then look again`
            : listed('statements that would mend it', drift),
        )
        if (drift === null || drift.length > 0) process.exitCode = 1
      })
    },
  )
}
