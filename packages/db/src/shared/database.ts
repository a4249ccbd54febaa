import { Migrator } from '@mikro-orm/migrations'
import { MikroORM, SchemaGenerator } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { CandlesRepository } from '../candles/candles.repository.ts'
import { CutoversRepository } from '../imported/cutovers.repository.ts'
import { ImportedRepository } from '../imported/imported.repository.ts'
import { ImportedDocumentsRepository } from '../imported/imported-documents.repository.ts'
import { ImportedFiguresRepository } from '../imported/imported-figures.repository.ts'
import { ImportedFilesRepository } from '../imported/imported-files.repository.ts'
import { ImportedReadsRepository } from '../imported/imported-reads.repository.ts'
import { InstallationsRepository } from '../imported/installations.repository.ts'
import { migrations } from '../migrations/index.ts'
import { entities, unmanagedTables } from './entities.ts'
import { type Listening, listen, type Notification } from './listen.ts'
import { checkSchema, type MigrationStatus, migrate, migrationStatus } from './migrations.ts'
import { keepPartitions } from './partitions.ts'
import { guardPool, type OnWarning, openPool } from './pool.ts'
import { type Repositories, repositoriesOn } from './repositories.ts'
import { transaction } from './transaction.ts'

/** How to reach a database. */
export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`, with the query parameters of the `pg` package. Never shown in a message. */
  readonly url: string
  /** Connections for domain tables; 10 by default. */
  readonly poolSize?: number
  /** Connections for candles, migrations and status; 4 by default. Each listener has one more. */
  readonly bulkPoolSize?: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string
  /** How long one statement on a domain table may take; 30,000 by default. Imports of candles have no such limit. */
  readonly statementTimeoutMs?: number
  /** Told of losses that no caller sees, such as that of an idle connection. */
  readonly onWarning?: OnWarning
}

/**
 * PostgreSQL, as the services see it. Connects when it is first used, and by itself after a restart of the server: the call that meets a lost
 * connection throws `unavailable`, the next one opens another. What the database refuses is thrown as `DomainError`, by `toDomainError`.
 */
export interface Database extends AsyncDisposable {
  /** Candles: bulk paths with transactions of their own. */
  readonly candles: CandlesRepository
  /** What was imported of a legacy system: bulk paths with transactions of their own. */
  readonly imported: ImportedRepository
  readonly importedFiles: ImportedFilesRepository
  readonly importedDocuments: ImportedDocumentsRepository
  /** Which legacy installation the home holds. */
  readonly installations: InstallationsRepository
  /** Which legacy installations were switched over, step by step. */
  readonly cutovers: CutoversRepository
  /** Reads of it, and figures over it. */
  readonly importedReads: ImportedReadsRepository
  readonly importedFigures: ImportedFiguresRepository
  /** Runs `work` in one read-committed transaction: committed when it resolves, rolled back when it throws; its own errors come out unchanged. */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
  /** Repositories outside any transaction, each statement for itself. Cheap: take new ones for each request. */
  repositories(): Repositories
  /** Listens to a channel until closed or aborted; see `Notification` for what a lost connection means. */
  listen(channel: string, handler: (notification: Notification) => void, signal?: AbortSignal): Promise<Listening>
  /** Resolves when the server answers, throws `unavailable` when it does not. */
  ping(): Promise<void>
  /** Applies pending migrations and returns their names. Any number of processes may call it at once. */
  migrate(): Promise<readonly string[]>
  /** Which migrations are applied and pending. Changes nothing. */
  migrationStatus(): Promise<MigrationStatus>
  /** The statements by which the database differs from the entities; empty when they agree. */
  checkSchema(): Promise<readonly string[]>
  /** Makes the partition of `now` and the one after it wherever they are missing, and returns the names. Rows of other times bring theirs along. */
  keepPartitions(now: Date): Promise<readonly string[]>
  /** Waits for running work, then closes every connection. */
  close(): Promise<void>
}

const openOrm = (options: DatabaseOptions, connection: pg.ClientConfig, onWarning: OnWarning): MikroORM =>
  new MikroORM({
    clientUrl: options.url,
    entities,
    extensions: [Migrator, SchemaGenerator],
    // the same parsing of the URL, TLS parameters included, as for every other connection
    driverOptions: {
      ...connection,
      max: options.poolSize ?? 10,
      onPoolCreated: (pool: pg.Pool) => guardPool(pool, onWarning),
    },
    timezone: 'Z',
    migrations: { migrationsList: migrations, snapshot: false, transactional: true, allOrNothing: true, silent: true },
    // functions are written by hand, as these tables are, and all of what was imported
    schemaGenerator: { skipTables: unmanagedTables, ignoreSchema: ['imported'], ignoreRoutines: true },
    // its warnings repeat what `onWarning` is told
    logger: () => undefined,
  })

/** Opens a database without connecting yet. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const onWarning = options.onWarning ?? (() => undefined)
  const connection: pg.ClientConfig = {
    connectionString: options.url,
    application_name: options.applicationName ?? 'fyntrix',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
  }
  const orm = openOrm(options, connection, onWarning)
  const bulk = openPool({ ...connection, max: options.bulkPoolSize ?? 4 }, onWarning)
  const listeners = new Set<Listening>()

  const close = async (): Promise<void> => {
    await Promise.all([...listeners].map((listener) => listener.close()))
    await Promise.all([orm.close(), bulk.close()])
  }

  return {
    candles: new CandlesRepository(bulk),
    imported: new ImportedRepository(bulk),
    importedFiles: new ImportedFilesRepository(bulk),
    importedDocuments: new ImportedDocumentsRepository(bulk),
    installations: new InstallationsRepository(bulk),
    cutovers: new CutoversRepository(bulk),
    importedReads: new ImportedReadsRepository(bulk),
    importedFigures: new ImportedFiguresRepository(bulk),
    transaction: (work) => transaction(orm, work),
    repositories: () => repositoriesOn(orm.em.fork()),
    listen: async (channel, handler, signal) => {
      const listening = await listen(connection, channel, handler, onWarning, signal)
      listeners.add(listening)
      const closeListening = async () => {
        await listening.close()
        listeners.delete(listening)
      }
      return { close: closeListening, [Symbol.asyncDispose]: closeListening }
    },
    ping: () => bulk.run(async (client) => void (await client.query('select 1'))),
    migrate: () => migrate(orm, bulk),
    migrationStatus: () => migrationStatus(bulk),
    checkSchema: () => checkSchema(orm),
    keepPartitions: (now) => keepPartitions(bulk, now),
    close,
    [Symbol.asyncDispose]: close,
  }
}
