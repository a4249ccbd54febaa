import { join } from 'node:path'
import { startRedis } from '@fyntrix/embedded'
import type { CliEnvironment } from '../env.ts'
import { makeScratch } from './scratch.ts'

/** Where a Redis listens. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
  readonly password: string
}

/** A Redis on loopback that one bench or proof has for itself: it may be flushed, stopped and killed. It and its folder go when it is closed. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string
  readonly address: RedisAddress
  readonly version: string
  signal(name: 'SIGSTOP' | 'SIGKILL'): void
  /** Starts it again after a `SIGKILL`, on the same port and empty. */
  restart(): Promise<void>
}

/** Starts a Redis without persistence. */
export const startOwnRedis = async (env: CliEnvironment): Promise<OwnRedis> => {
  await using started = new AsyncDisposableStack()
  const scratch = started.use(makeScratch(env, 'redis'))
  const dir = join(scratch.folder, 'redis')
  const start = () => startRedis({ dir, binariesDir: env.binaries, env: env.inherited, persist: false })
  let server = await scratch.owns(start())
  const { hostname, port, password } = new URL(server.url)
  const kept = started.move()
  return {
    url: server.url,
    address: { host: hostname, port: Number(port), password: decodeURIComponent(password) },
    version: `${server.product} ${server.version}`,
    signal: (name) => void process.kill(server.pid, name),
    async restart() {
      server = await start()
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
