import type { Environment } from '../command.ts'
import { explained } from '../errors.ts'
import { withFileLock } from '../file-lock.ts'
import { createHome, findHome, lockTimeoutMs, startLock } from '../home.ts'
import { launch } from './launch.ts'
import { attach, type RedisServer, serverOf } from './server.ts'
import { terminate } from './terminate.ts'

/** How to start Redis. All but `dir` count only if this call starts the server. */
export interface RedisOptions {
  /** The server's own directory; made if absent. Append-only file, log, password and port are kept there. */
  readonly dir: string
  /** Where a server from Debian packages is unpacked, if none is installed; may be shared by many. */
  readonly binariesDir: string
  /** Environment variables: `PATH` to find programs, proxy settings for downloads. `process.env` fits. */
  readonly env: Environment
  /** Path of the server program to use instead of searching for one. */
  readonly binary?: string
  /** Whether packages may be downloaded when no server is found. Default true. */
  readonly download?: boolean
  /** Whether the data survive a restart; a crash costs at most the last second. Default true. */
  readonly persist?: boolean
  /** Bound of the memory for data, beyond which writes fail; as Redis writes sizes. Default `512mb`. */
  readonly maxmemory?: string
  /** Further settings by their names in redis.conf, such as `cluster-enabled`. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * Starts Redis (7.0 or later) or Valkey (7.2 or later) in `dir`, or attaches to the one that runs there. The server
 * listens on 127.0.0.1 only, under a generated password, never evicts, outlives this process, and is the same for all
 * processes that ask at the same time.
 * @throws ServiceUnavailableError when it cannot be had; the message says why and what to do
 */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  return explained('Redis', options.dir, async () => {
    const home = createHome(options.dir)
    const running = await attach(home)
    if (running !== undefined) return running
    return withFileLock(
      startLock(home),
      async () => (await attach(home)) ?? serverOf(home, await launch(withDefaults(home, options)), true),
      { timeoutMs: lockTimeoutMs },
    )
  })
}

/**
 * The Redis that runs in `dir`; `undefined` when none does. Starts nothing. Waits for one that is starting up.
 * @throws ServiceUnavailableError when it runs, but does not answer to its password
 */
export async function attachRedis(dir: string): Promise<RedisServer | undefined> {
  return explained('Redis', dir, async () => {
    const home = findHome(dir)
    return home === undefined ? undefined : attach(home)
  })
}

/**
 * Stops the Redis that runs in `dir`, whoever started it, and waits until its process is gone; false when none ran.
 * @throws ServiceUnavailableError `stop-failed`
 */
export async function stopRedis(dir: string): Promise<boolean> {
  return explained('Redis', dir, async () => {
    const home = findHome(dir)
    return home === undefined ? false : terminate(home)
  })
}

function withDefaults(home: string, options: RedisOptions) {
  const { binariesDir, env, binary, download = true, persist = true, maxmemory = '512mb', settings = {} } = options
  return { home, binariesDir, env, binary, download, persist, maxmemory, settings }
}
