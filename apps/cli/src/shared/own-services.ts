import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase } from '@fyntrix/db/shared'
import type { CandleSource } from '@fyntrix/domain/candles'
import { processIsAlive, startPostgres, startRedis } from '@fyntrix/embedded'
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
  /** To be taken away, and brought back where it listened before. */
  readonly postgres: Breakable
  readonly redis: Breakable & { pause(): void; resume(): void }
}

/** A server that a proof may take away. */
interface Breakable {
  /** Ends it as a crash would; resolves when it is gone. */
  crash(): Promise<void>
  /** Starts it again; resolves when it answers. */
  start(): Promise<void>
}

const template = 'migrated'

/** Starts servers of their own, with the same durable settings as in production. */
export const startOwnServices = async (env: CliEnvironment): Promise<OwnServices> => {
  await using started = new AsyncDisposableStack()
  const scratch = started.use(makeScratch(env, 'own'))
  const { folder } = scratch
  const { binaries, inherited } = env
  const openPostgres = () =>
    scratch.owns(startPostgres({ dir: join(folder, 'postgres'), env: inherited, database: template }))
  const openRedis = () =>
    scratch.owns(startRedis({ dir: join(folder, 'redis'), binariesDir: binaries, env: inherited, persist: true }))
  let [postgres, redis] = await Promise.all([openPostgres(), openRedis()])
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
    postgres: {
      crash: () => postgres.stop('immediate'),
      async start() {
        postgres = await openPostgres()
      },
    },
    redis: {
      async crash() {
        process.kill(redis.pid, 'SIGKILL')
        while (processIsAlive(redis.pid)) await delay(5)
      },
      async start() {
        redis = await openRedis()
      },
      pause: () => void process.kill(redis.pid, 'SIGSTOP'),
      resume: () => void process.kill(redis.pid, 'SIGCONT'),
    },
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
