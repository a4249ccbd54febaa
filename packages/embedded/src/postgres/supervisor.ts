import type { Environment } from '../command.ts'
import { explained } from '../errors.ts'
import { withFileLock } from '../file-lock.ts'
import { createHome, findHome, lockTimeoutMs, readInstance, startLock, writeInstance } from '../home.ts'
import { ensureDatabase } from './connection.ts'
import { launch } from './launch.ts'
import { attach, endpointOf, type PostgresServer, serverOf } from './server.ts'
import { type PostgresStopMode, terminate } from './terminate.ts'

/** How to start PostgreSQL. All but `dir` and `database` count only if this call starts the server. */
export interface PostgresOptions {
  /** The server's own directory; made if absent. Data, log, password and port are kept there. */
  readonly dir: string
  /** Environment variables; only `PATH` is used, to find system tools. `process.env` fits. */
  readonly env: Environment
  /** For tests: never waits for the disk. A crash of the machine may destroy the data, one of the server does not. */
  readonly ephemeral?: boolean
  /** Further settings of postgresql.conf. They show in the process list: nothing secret. */
  readonly settings?: Readonly<Record<string, string>>
  /** Default 100. */
  readonly maxConnections?: number
  /** A database to create if absent. `url()` points to it, also for processes that attach later. */
  readonly database?: string
}

/**
 * Starts PostgreSQL 18 in `dir`, or attaches to the one that runs there. The server listens on 127.0.0.1 only, under a
 * generated password, outlives this process, and is the same for all processes that ask at the same time. After a
 * crash, what was committed is there again. Its time zone is UTC.
 * @throws ServiceUnavailableError when it cannot be had; the message says why and what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  return explained('PostgreSQL', options.dir, async () => {
    const home = createHome(options.dir)
    const running = await attach(home)
    if (running !== undefined) return withDatabase(home, running, options.database)
    return withFileLock(
      startLock(home),
      async () => {
        const server = (await attach(home)) ?? serverOf(home, await launch({ home, ...withDefaults(options) }), true)
        return withDatabase(home, server, options.database)
      },
      { timeoutMs: lockTimeoutMs },
    )
  })
}

/**
 * The PostgreSQL that runs in `dir`; `undefined` when none does. Starts nothing. Waits for one that is starting up.
 * @throws ServiceUnavailableError when it runs, but does not answer or refuses the password
 */
export async function attachPostgres(dir: string): Promise<PostgresServer | undefined> {
  return explained('PostgreSQL', dir, async () => {
    const home = findHome(dir)
    return home === undefined ? undefined : attach(home)
  })
}

/**
 * Stops the PostgreSQL that runs in `dir`, whoever started it, and waits until its processes are gone; false when none
 * ran. A stop that takes too long becomes a harder one; what was committed is never lost.
 * @throws ServiceUnavailableError `stop-failed`
 */
export async function stopPostgres(dir: string, mode: PostgresStopMode = 'fast'): Promise<boolean> {
  return explained('PostgreSQL', dir, async () => {
    const home = findHome(dir)
    return home === undefined ? false : terminate(home, mode)
  })
}

function withDefaults({ env, ephemeral = false, settings = {}, maxConnections = 100 }: PostgresOptions) {
  return { env, ephemeral, settings, maxConnections }
}

async function withDatabase(home: string, server: PostgresServer, database?: string): Promise<PostgresServer> {
  if (database === undefined) return server
  await ensureDatabase(endpointOf(home), database)
  // the first one named is what processes get that attach without naming one
  if (readInstance(home)?.database === undefined) writeInstance(home, { port: server.port, database })
  return serverOf(home, server.pid, server.started, database)
}
