import { join } from 'node:path'
import { openDatabase } from '@fyntrix/db/shared'
import type { CandleSource } from '@fyntrix/domain/candles'
import { startPostgres, startRedis } from '@fyntrix/embedded'
import { type OpenServices, openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import type { CliContext } from '../context.ts'
import type { CliEnvironment } from '../env.ts'
import { makeScratch } from './scratch.ts'

/** PostgreSQL and Redis for one bench or proof, with tables, in a folder that goes when it is closed. */
export interface OwnServices extends AsyncDisposable {
  readonly folder: string
  readonly redisUrl: string
  readonly databaseUrl: string
  /** The address of another migrated and empty database on the same server. */
  emptyDatabase(): Promise<string>
}

const template = 'migrated'

/** Starts servers of their own, with the same durable settings as in production. */
export const startOwnServices = async (env: CliEnvironment): Promise<OwnServices> => {
  await using started = new AsyncDisposableStack()
  const scratch = started.use(makeScratch(env, 'own'))
  const { folder } = scratch
  const { binaries, inherited } = env
  const [postgres, redis] = await Promise.all([
    scratch.owns(startPostgres({ dir: join(folder, 'postgres'), env: inherited, database: template })),
    scratch.owns(startRedis({ dir: join(folder, 'redis'), binariesDir: binaries, env: inherited, persist: true })),
  ])
  let made = 0
  const admin = async (statement: string) => {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: postgres.url('postgres') })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  const emptyDatabase = async () => {
    made += 1
    await admin(`create database own_${made} template ${template} strategy file_copy`)
    return postgres.url(`own_${made}`)
  }
  {
    // closed before it is copied: a template must have no connections
    await using tables = openDatabase({ url: postgres.url(template), applicationName: 'fyntrix-own' })
    await tables.migrate()
  }
  const databaseUrl = await emptyDatabase()
  const kept = started.move()
  return {
    folder,
    redisUrl: redis.url,
    databaseUrl,
    emptyDatabase,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Services on servers of one's own, which say nothing. `asOf` is where their clock stands; null for one that runs. */
export const openOwn = (
  own: OwnServices,
  { version, wall }: CliContext,
  { name, source, asOf }: { readonly name: string; readonly source: CandleSource; readonly asOf: Date | null },
): Promise<OpenServices> =>
  openServices({
    name,
    databaseUrl: own.databaseUrl,
    redisUrl: own.redisUrl,
    source,
    asOf,
    home: own.folder,
    version,
    wall,
    log: silentLog,
  })
