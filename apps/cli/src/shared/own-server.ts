import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenServices } from '@fyntrix/services'
import type { CliContext } from '../context.ts'
import { root } from '../env.ts'
import { readyOf, ServerReady, startChild } from '../home/children.ts'
import type { OwnServices } from './own-services.ts'

/** A server process over services of a bench or proof. */
export interface OwnServer extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** A key that may do everything. */
  readonly adminKey: string
  /** Ends it as a crash would. */
  kill(): Promise<void>
}

interface Setup {
  readonly own: OwnServices
  /** Services on the same database: what the server will find, and where its key is made. */
  readonly opened: OpenServices
  /** Settings by the names of the environment, beside those that say where everything is. */
  readonly settings?: Readonly<Record<string, string>>
  readonly name?: string
}

/** Starts one on a free port of the loopback address, in production mode. What it writes to its log stays in the folder of the services. */
export const startOwnServer = async (
  { env }: CliContext,
  { own, opened, settings = {}, name = 'server' }: Setup,
): Promise<OwnServer> => {
  const readyFile = join(own.folder, `${name}.ready.json`)
  const logs = join(own.folder, 'logs')
  const { source, clock } = opened.resources
  // of one that was killed before
  rmSync(readyFile, { force: true })
  const child = startChild({
    name,
    entry: join(root, 'apps/server/src/main.ts'),
    logs,
    env: {
      ...env.inherited,
      FYNTRIX_HOME: own.folder,
      FYNTRIX_DATABASE_URL: own.databaseUrl,
      FYNTRIX_REDIS_URL: own.redisUrl,
      FYNTRIX_SOURCE: source,
      FYNTRIX_READY_FILE: readyFile,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      ...(clock.standing && { FYNTRIX_AS_OF: clock.now().toISOString() }),
      ...settings,
    },
  })
  try {
    const { port, pid } = ServerReady.parse(JSON.parse(await readyOf(child, readyFile, logs)))
    return {
      url: `http://127.0.0.1:${port}`,
      pid,
      adminKey: await opened.services.access.createKey(name, ['admin']),
      kill: async () => {
        process.kill(child.mark.pid, 'SIGKILL')
        await child.exited
      },
      [Symbol.asyncDispose]: () => child.stop(),
    }
  } catch (cause) {
    await child.stop()
    throw cause
  }
}
