import { existsSync } from 'node:fs'
import { type Database, openDatabase } from '@fyntrix/db/shared'
import { stopPostgres } from '@fyntrix/embedded'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import type { CliEnvironment } from '../env.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption, styled } from '../shared/output.ts'
import { providePostgres } from './connect.ts'
import { homePaths } from './home.ts'
import { runningState } from './running.ts'

/** Does `work` on the database of a home; its server is started for that if need be, and stopped again. Throws exit code 3 when there is none yet. */
const withDatabase = async <T>(env: CliEnvironment, work: (db: Database) => Promise<T>): Promise<T> => {
  const { postgres } = homePaths(env.home)
  if (env.connections.databaseUrl === undefined && !existsSync(postgres)) {
    throw new CommandFailure('this home has no database yet: ./fyntrix up', 3)
  }
  const { url, embedded } = await providePostgres(env)
  try {
    await using db = openDatabase({ url, applicationName: 'fyntrix-db' })
    return await work(db)
  } finally {
    // an installation that runs needs its server
    if (embedded && runningState(env.home) === undefined) await stopPostgres(postgres)
  }
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
      const status = await withDatabase(env, (database) => database.migrationStatus())
      answer(json, status, () => [listed('applied', status.applied), listed('pending', status.pending)].join('\n'))
    },
  )

  command('migrate', 'apply what is pending; any number of processes may do it at once').action(
    async ({ json }: { json?: JsonOption }) => {
      const applied = await withDatabase(env, (database) => database.migrate())
      answer(json, { applied }, () => listed('applied now', applied))
    },
  )

  command('check', 'compare the tables with what the program expects; ends with 1 where they differ').action(
    async ({ json }: { json?: JsonOption }) => {
      const result = await withDatabase(env, async (database) => {
        const { pending } = await database.migrationStatus()
        // before its migrations a database differs of course; what they will change is no drift
        return { pending, drift: pending.length > 0 ? null : await database.checkSchema() }
      })
      answer(json, result, () =>
        result.drift === null
          ? `${listed('pending', result.pending)}\n./fyntrix db migrate, then look again`
          : listed('statements that would mend it', result.drift),
      )
      if (result.drift === null || result.drift.length > 0) process.exitCode = 1
    },
  )
}
