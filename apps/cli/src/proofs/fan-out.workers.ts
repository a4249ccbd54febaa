import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { CliContext } from '../context.ts'
import { root } from '../env.ts'
import { type Child, readyOf, startChild } from '../home/children.ts'
import { workerEntry } from '../home/workers.ts'
import type { OwnServices } from '../shared/own-services.ts'

/** Worker processes of a proof. Closing it asks each to stop. */
export interface ProofWorkers extends AsyncDisposable {
  /** Starts another; resolves when it works. */
  start(): Promise<void>
  /** Those that were started, killed ones too, in their order. */
  readonly all: readonly Child[]
  /** Ends that one as a crash would; resolves when it is gone. */
  kill(pid: number): Promise<void>
  /** Parts of runs that each of `all` said it did. */
  partsDone(): readonly number[]
}

const queue = 'fx:queue:{picks}'
const Line = z.object({ msg: z.string() })
const done = 'a part of a run is done'

const linesOf = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))

export const proofWorkers = (
  { env }: CliContext,
  own: OwnServices,
  { lockMs }: { readonly lockMs: number },
): ProofWorkers => {
  const all: Child[] = []
  const logs = join(own.folder, 'logs')
  return {
    all,
    async start() {
      const name = `worker-${all.length + 1}`
      const readyFile = join(own.folder, `${name}.ready.json`)
      const child = startChild({
        name,
        entry: join(root, workerEntry),
        logs,
        env: {
          ...env.inherited,
          FYNTRIX_HOME: own.folder,
          FYNTRIX_DATABASE_URL: own.databaseUrl,
          FYNTRIX_REDIS_URL: own.redisUrl,
          FYNTRIX_SOURCE: 'simulated',
          FYNTRIX_READY_FILE: readyFile,
          FYNTRIX_WORKER_LOCK_MS: String(lockMs),
          LOG_LEVEL: 'info',
          NODE_ENV: 'production',
        },
      })
      all.push(child)
      await readyOf(child, readyFile, logs)
    },
    async kill(pid) {
      const child = all.find(({ mark }) => mark.pid === pid)
      if (!child) throw new Error(`no worker of this proof is process ${pid}`)
      process.kill(pid, 'SIGKILL')
      await child.exited
    },
    partsDone: () =>
      all.map(
        ({ name }) =>
          linesOf(join(logs, `${name}.log`)).filter((line) => Line.parse(JSON.parse(line)).msg === done).length,
      ),
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((child) => child.stop()))
    },
  }
}

/** The processes that are at a part of a run now, one entry a part. */
export const processesAtWork = async (redis: Redis): Promise<number[]> => {
  const parts = await redis.lrange(`${queue}:active`, 0, -1)
  const names = await Promise.all(parts.map((part) => redis.hget(`${queue}:${part}`, 'pb')))
  // a worker's name ends with its process
  return names.flatMap((name) => (name === null ? [] : [Number(name.split(' ').at(-1))]))
}

/** A process that is at a part of a run, as soon as there is one; undefined when `over` comes first. */
export const someoneAtWork = async (redis: Redis, over: AbortSignal): Promise<number | undefined> => {
  while (!over.aborted) {
    const [pid] = await processesAtWork(redis)
    if (pid !== undefined) return pid
    await delay(1)
  }
  return undefined
}

/** Parts of runs that Redis holds. */
export const partsLeft = async (redis: Redis): Promise<number> => (await redis.keys(`${queue}:*-*-*-*-*`)).length
