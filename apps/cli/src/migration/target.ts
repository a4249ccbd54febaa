import { type Database, openDatabase } from '@fyntrix/db/shared'
import type { CandleSource } from '@fyntrix/domain/candles'
import { withFileLock } from '@fyntrix/embedded'
import type { CacheTarget, Target } from '@fyntrix/migration'
import type { CliContext } from '../context.ts'
import { providePostgres, provideRedis } from '../home/connect.ts'
import { stay } from '../home/guest.ts'
import { HomeConfig, homePaths, readJson } from '../home/home.ts'
import { CommandFailure } from '../shared/failure.ts'

/** Whose candles a home serves; one that serves none yet will serve those that are moved over. */
export const sourceOf = (home: string): CandleSource =>
  readJson(homePaths(home).config, HomeConfig)?.source ?? 'zerodha'

/** Opens the services on the home's Redis, which is started if need be. */
const openCache = async (
  { env, version, wall }: CliContext,
  databaseUrl: string,
  closing: AsyncDisposableStack,
): Promise<CacheTarget> => {
  const { openServices } = await import('@fyntrix/services')
  const { silentLog } = await import('@fyntrix/services/shared')
  const { cacheTargetOf } = await import('./cache-target.ts')
  const { home } = env
  const source = sourceOf(home)
  const { url: redisUrl } = await withFileLock(homePaths(home).lock, () => provideRedis(env))
  const facts = { name: 'fyntrix-migrate', databaseUrl, redisUrl, source, asOf: null, home, version, wall }
  return cacheTargetOf(closing.use(await openServices({ ...facts, log: silentLog })))
}

/** Throws where tables are missing that reads need. */
const refuseOldTables = async (database: Database): Promise<void> => {
  const { applied, pending } = await database.migrationStatus()
  if (pending.length === 0) return
  throw new CommandFailure(
    applied.length === 0
      ? 'nothing was imported into this home yet: ./fyntrix migrate apply'
      : 'the tables of this home are of an earlier version: ./fyntrix db migrate',
    3,
  )
}

/** Does `work` on a home, whose servers are started as they are needed and stopped again. Tables are made where they are missing if it `writes`; whoever only `reads` is refused then. */
export const onHome = (
  context: CliContext,
  access: 'reads' | 'writes',
  work: (target: Target) => Promise<void>,
): Promise<void> => {
  const { env, wall } = context
  return stay(
    env.home,
    () => providePostgres(env),
    async ({ url }) => {
      const { loadCalendar } = await import('@fyntrix/services/shared')
      await using closing = new AsyncDisposableStack()
      const database = closing.use(openDatabase({ url, applicationName: 'fyntrix-migrate' }))
      if (access === 'writes') await database.migrate()
      else await refuseOldTables(database)
      const { imported, importedFiles, importedDocuments, importedReads, installations, cutovers, candles } = database
      let opened: Promise<CacheTarget> | undefined
      await work({
        imported,
        importedFiles,
        importedDocuments,
        importedReads,
        installations,
        cutovers,
        candles,
        calendar: loadCalendar(env.home),
        now: wall,
        folder: homePaths(env.home).imported,
        cache: () => (opened ??= openCache(context, url, closing)),
      })
    },
  )
}
