import { join } from 'node:path'
import { lastLines } from '../command.ts'
import { explained, hasCode, ServiceUnavailableError } from '../errors.ts'
import { readInstance, readPassword } from '../home.ts'
import { waitFor } from '../wait.ts'
import { dataDirectory } from './cluster.ts'
import { ask, connectionUrl, type Endpoint } from './connection.ts'
import { describeFailure } from './failures.ts'
import { findPostmaster, isPostmasterOf, readPidFile } from './postmaster.ts'
import { type PostgresStopMode, terminate } from './terminate.ts'

/** A running PostgreSQL 18. */
export interface PostgresServer {
  readonly port: number
  readonly pid: number
  /** Whether the call that gave this handle started the server, rather than found it running. */
  readonly started: boolean
  /** Connection URL as the superuser, by default of the `database` it was started with, else of `postgres`. */
  url(database?: string): string
  /** Stops the server of this directory, whoever started it; resolves when its process is gone. */
  stop(mode?: PostgresStopMode): Promise<void>
}

/** crash recovery of a large database takes its time */
const readyTimeoutMs = 120_000

/** Where the server's output goes. */
export const logFile = (home: string): string => join(home, 'postgres.log')

/** An error about this home with the last lines of its log. */
export function failed(home: string, problem: string): ServiceUnavailableError {
  return describeFailure(home, problem, lastLines(logFile(home)))
}

/** Where the server of this home listens, by its pid file. */
export function endpointOf(home: string): Endpoint {
  const port = readPidFile(dataDirectory(home))?.port
  if (port === undefined || Number.isNaN(port)) throw failed(home, 'the server ended while it was being used')
  const password = readPassword(home)
  if (password === undefined) throw passwordRefused(home, 'is gone')
  return { port, password }
}

/** The server that runs in this home, once it answers; `undefined` when none does. */
export async function attach(home: string): Promise<PostgresServer | undefined> {
  const data = dataDirectory(home)
  const pid = findPostmaster(data)
  if (pid === undefined) return undefined
  const isOurs = isPostmasterOf(data)
  return (await becomesReady(home, pid, () => !isOurs(pid))) ? serverOf(home, pid, false) : undefined
}

/** Waits until the server with this pid answers; false as soon as `hasEnded`. */
export async function becomesReady(home: string, pid: number, hasEnded: () => boolean): Promise<boolean> {
  const ready = await waitFor(
    async () => {
      if (hasEnded()) return false
      const file = readPidFile(dataDirectory(home))
      return file?.pid === pid && file.ready && (await serves(home)) ? true : undefined
    },
    { timeoutMs: readyTimeoutMs },
  )
  if (ready === undefined) throw failed(home, `the server (pid ${pid}) did not answer in ${readyTimeoutMs / 1000} s`)
  return ready
}

async function serves(home: string): Promise<boolean> {
  try {
    return (await ask(endpointOf(home))) === 'serving'
  } catch (error) {
    // invalid_password
    if (hasCode(error, '28P01')) throw passwordRefused(home, 'is not the one that the server knows', error)
    throw error
  }
}

function passwordRefused(home: string, problem: string, cause?: unknown): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service: 'PostgreSQL',
    code: 'not-permitted',
    problem: `the password in ${join(home, 'password')} ${problem}`,
    remedy: 'Restore that file, or move the directory away to begin with an empty cluster.',
    cause,
  })
}

/** The handle of a server that is ready. */
export function serverOf(home: string, pid: number, started: boolean, database?: string): PostgresServer {
  const endpoint = endpointOf(home)
  const usual = database ?? readInstance(home)?.database ?? 'postgres'
  return {
    port: endpoint.port,
    pid,
    started,
    url: (name = usual) => connectionUrl(endpoint, name),
    stop: (mode) =>
      explained('PostgreSQL', home, async () => {
        await terminate(home, mode)
      }),
  }
}
