import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { stopPostgres, stopRedis } from '@fyntrix/embedded'
import { type CliEnvironment, root } from '../env.ts'
import { type Child, markOf, readyOf, ServerReady, startChild } from './children.ts'
import { type HomeConfig, homePaths, type RunState, removeState, writeJson } from './home.ts'
import { type WorkersChoice, workerEntry } from './workers.ts'

export interface Supervised {
  readonly url: string
  /** Resolves with a reason when a child gave up. */
  readonly failed: Promise<string>
  stop(): Promise<void>
}

interface Plan {
  readonly env: CliEnvironment
  /** Where runs are computed, and how many workers stand beside server and scheduler. */
  readonly workers: WorkersChoice
  readonly config: HomeConfig
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly embedded: RunState['embedded']
}

const restartsPerChild = 5

const entries: Readonly<Record<string, string>> = {
  server: 'apps/server/src/main.ts',
  scheduler: 'apps/scheduler/src/main.ts',
}

/** The file that a child is started from: workers are named by their number. */
const entryOf = (name: string): string => join(root, entries[name] ?? workerEntry)

/** Starts server, scheduler and workers, restarts them when they crash, and keeps the home's state file true. */
export const supervise = async ({
  env,
  config,
  workers,
  databaseUrl,
  redisUrl,
  embedded,
}: Plan): Promise<Supervised> => {
  const paths = homePaths(env.home)
  const children = new Map<string, Child>()
  let url: string | null = null
  let stopping = false
  let giveUp: (reason: string) => void = () => undefined
  const failed = new Promise<string>((resolve) => {
    giveUp = resolve
  })

  const write = (phase: RunState['phase']) =>
    writeJson(paths.state, {
      phase,
      supervisor: markOf(process.pid),
      children: [...children.values()].map(({ name, mark }) => ({ name, ...mark })),
      url,
      embedded,
    } satisfies RunState)

  const start = async (name: string, restarts: number): Promise<string> => {
    const readyFile = join(env.home, `${name}.ready.json`)
    rmSync(readyFile, { force: true })
    const child = startChild({
      name,
      entry: entryOf(name),
      logs: paths.logs,
      env: {
        ...env.inherited,
        FYNTRIX_HOME: env.home,
        FYNTRIX_DATABASE_URL: databaseUrl,
        FYNTRIX_REDIS_URL: redisUrl,
        FYNTRIX_SOURCE: config.source,
        FYNTRIX_SIMULATION_SEED: env.seed,
        FYNTRIX_READY_FILE: readyFile,
        FYNTRIX_WORKERS: workers.kind,
        // after a restart the server keeps its address, so that subscribers find it again
        FYNTRIX_PORT: url === null ? (env.inherited['FYNTRIX_PORT'] ?? '0') : new URL(url).port,
        ...(config.asOf !== null && { FYNTRIX_AS_OF: config.asOf }),
        NODE_ENV: 'production',
      },
    })
    children.set(name, child)
    write('starting')
    const ready = await readyOf(child, readyFile, paths.logs)
    void child.exited.then((code) => restart(name, code, restarts))
    return ready
  }

  const restart = async (name: string, code: number, restarts: number): Promise<void> => {
    if (stopping) return
    if (restarts >= restartsPerChild) return giveUp(`the ${name} ended with code ${code} ${restarts + 1} times`)
    await delay(Math.min(200 * 2 ** restarts, 5_000))
    if (stopping) return
    try {
      await start(name, restarts + 1)
      write('healthy')
    } catch (cause) {
      giveUp(cause instanceof Error ? cause.message : String(cause))
    }
  }

  const stop = async () => {
    stopping = true
    write('stopping')
    const { front = [], behind = [] } = Object.groupBy(children.values(), ({ name }) =>
      name in entries ? 'front' : 'behind',
    )
    // those whose runs may wait for workers first
    await Promise.all(front.map((child) => child.stop()))
    await Promise.all(behind.map((child) => child.stop()))
    if (embedded.redis) await stopRedis(paths.redis)
    if (embedded.postgres) await stopPostgres(paths.postgres)
    removeState(env.home)
  }

  try {
    write('starting')
    const { port } = ServerReady.parse(JSON.parse(await start('server', 0)))
    url = `http://127.0.0.1:${port}`
    await Promise.all(Array.from({ length: workers.here }, (_, i) => start(`worker-${i + 1}`, 0)))
    await start('scheduler', 0)
    write('healthy')
    return { url, failed, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}
