import { chownSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { chooseAccount, commandAs } from '../account.ts'
import { type Detached, type Environment, spawnDetached } from '../command.ts'
import { explained, ServiceUnavailableError } from '../errors.ts'
import { createHome, writePrivateFile } from '../home.ts'
import { freePort } from '../port.ts'
import { processIsAlive, processStartTime, signalProcess } from '../process.ts'
import { becomesTrue, waitFor } from '../wait.ts'
import { pgbouncerConfig, userLine } from './config.ts'
import { findPgbouncer } from './packages.ts'

/** How to start pgbouncer. */
export interface PgbouncerOptions {
  /** The server's own directory; made if absent. Configuration, password and log are kept there. */
  readonly dir: string
  /** Where it is unpacked from Debian packages, if it is not installed; may be shared by many. */
  readonly binariesDir: string
  /** Environment variables: `PATH` to find programs, proxy settings for downloads. `process.env` fits. */
  readonly env: Environment
  /** Connection URL of the PostgreSQL behind it, with user and password. */
  readonly upstream: string
  /** Whether packages may be downloaded when it is not found. Default true. */
  readonly download?: boolean
}

/** A pgbouncer that was started. */
export interface PgbouncerServer {
  readonly port: number
  readonly pid: number
  /** The address by which the URL of a database of the upstream is reached through it. */
  url(upstream: string): string
  /** Ends it, and with it every connection; resolves when its process is gone. */
  stop(): Promise<void>
}

const readyTimeoutMs = 30_000
const stopTimeoutMs = 5_000

const failed = (problem: string, log: readonly string[]): ServiceUnavailableError =>
  new ServiceUnavailableError({ service: 'pgbouncer', code: 'start-failed', problem, remedy: 'The log says why.', log })

const serves = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false // not there yet; what it says of it is in its log
  } finally {
    await client.end().catch(() => undefined)
  }
}

const isReady = async (url: string, child: Detached): Promise<boolean> => {
  const answer = await waitFor(async () => (child.ended() === undefined ? (await serves(url)) || undefined : false), {
    timeoutMs: readyTimeoutMs,
    everyMs: 20,
  })
  return answer ?? false
}

/**
 * Starts pgbouncer before a PostgreSQL, in transaction mode, on 127.0.0.1 only, under PostgreSQL's own user and password. Each call starts another one; whoever started it stops it. It
 * refuses to be root, and then runs as `nobody`.
 * @throws ServiceUnavailableError when it cannot be had; the message says why and what to do
 */
export const startPgbouncer = (options: PgbouncerOptions): Promise<PgbouncerServer> =>
  explained('pgbouncer', options.dir, async () => {
    const { dir, env, upstream, download = true, binariesDir } = options
    const home = createHome(dir)
    const program = await findPgbouncer({ binariesDir, env, download })
    const account = await chooseAccount({ service: 'pgbouncer', home, data: undefined, program: program.path, env })
    const { hostname, port: upstreamPort, username, password } = new URL(upstream)
    const port = await freePort()
    const urlOf = (database: string): string => Object.assign(new URL(database), { hostname: '127.0.0.1', port }).href
    const write = (name: string, text: string): string => {
      const path = join(home, name)
      writePrivateFile(path, text)
      if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid)
      return path
    }
    const authFile = write('users.txt', userLine(decodeURIComponent(username), decodeURIComponent(password)))
    const config = { port, upstream: { host: hostname, port: Number(upstreamPort) }, authFile }
    const args = [write('pgbouncer.ini', pgbouncerConfig(config))]
    const serverEnv = { PATH: env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...program.env }
    const child = spawnDetached(
      commandAs(account, { file: program.path, args, cwd: home, env: serverEnv }),
      join(home, 'pgbouncer.log'),
    )
    const { pid } = child
    if (pid === undefined) throw failed(`the server did not start (${child.ended() ?? 'no process'})`, child.log())
    const startTime = processStartTime(pid)
    const isOurs = () => processIsAlive(pid, startTime)
    const stop = async () => {
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        signalProcess(pid, signal, isOurs)
        if (await becomesTrue(() => !isOurs(), { timeoutMs: stopTimeoutMs })) return
      }
    }
    if (!(await isReady(urlOf(upstream), child))) {
      await stop()
      throw failed(`the server did not answer (${child.ended() ?? 'it runs'})`, child.log())
    }
    return { port, pid, url: urlOf, stop }
  })
