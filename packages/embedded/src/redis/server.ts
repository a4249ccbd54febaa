import { join } from 'node:path'
import { lastLines } from '../command.ts'
import { diskFull, explained, ServiceUnavailableError } from '../errors.ts'
import { readInstance, readPassword } from '../home.ts'
import { waitFor } from '../wait.ts'
import { ask, connectionUrl, type RedisAnswer } from './connection.ts'
import { findServer, isServerOf } from './process.ts'
import { terminate } from './terminate.ts'
import type { RedisVersion } from './version.ts'

/** A running Redis or Valkey. */
export interface RedisServer extends RedisVersion {
  readonly port: number
  readonly pid: number
  /** Whether the call that gave this handle started the server, rather than found it running. */
  readonly started: boolean
  /** Connection URL of database 0, password included. */
  readonly url: string
  /** Stops the server of this directory, whoever started it; resolves when its process is gone. */
  stop(): Promise<void>
}

/** loading a large append-only file takes its time */
const readyTimeoutMs = 60_000

/** Where the server's output goes. */
export const logFile = (home: string): string => join(home, 'redis.log')

/** The error for a server that ended or does not answer, with the last lines of its log. */
export function failed(home: string, problem: string, log = lastLines(logFile(home))): ServiceUnavailableError {
  if (log.some((line) => /No space left on device|Disk quota exceeded/.test(line))) return diskFull('Redis', home, log)
  return new ServiceUnavailableError({
    service: 'Redis',
    code: 'start-failed',
    problem,
    remedy: `The log says why; the whole of it is ${logFile(home)}.`,
    log,
  })
}

/** The server that runs in this home, once it answers; `undefined` when none does. */
export async function attach(home: string): Promise<RedisServer | undefined> {
  const pid = findServer(home)
  if (pid === undefined) return undefined
  const isOurs = isServerOf(home)
  const answer = await becomesReady(home, pid, () => !isOurs(pid))
  return answer === undefined ? undefined : serverOf(home, answer, false)
}

/** Waits until the server with this pid answers; `undefined` as soon as `hasEnded`. */
export async function becomesReady(
  home: string,
  pid: number,
  hasEnded: () => boolean,
): Promise<RedisAnswer | undefined> {
  const outcome = await waitFor(
    async () => {
      if (hasEnded()) return 'ended'
      const [port, password] = [readInstance(home)?.port, readPassword(home)]
      const answer = port === undefined || password === undefined ? undefined : await ask({ port, password })
      return answer?.pid === pid ? answer : undefined
    },
    { timeoutMs: readyTimeoutMs },
  )
  if (outcome === undefined) {
    throw failed(home, `the server (pid ${pid}) did not answer to its password in ${readyTimeoutMs / 1000} s`)
  }
  return outcome === 'ended' ? undefined : outcome
}

/** The handle of a server that is ready. */
export function serverOf(home: string, { pid, product, version }: RedisAnswer, started: boolean): RedisServer {
  const [port, password] = [readInstance(home)?.port, readPassword(home)]
  if (port === undefined || password === undefined) throw failed(home, 'port and password of the server are gone')
  return {
    port,
    pid,
    product,
    version,
    started,
    url: connectionUrl({ port, password }),
    stop: () =>
      explained('Redis', home, async () => {
        await terminate(home)
      }),
  }
}
