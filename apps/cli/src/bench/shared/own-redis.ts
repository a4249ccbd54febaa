import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startRedis } from '@fyntrix/embedded'
import type { CliEnvironment } from '../../env.ts'

/** Where a Redis listens. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
  readonly password: string
}

/** A Redis on loopback that only this benchmark uses, and that may be stopped and killed. It and its folder go when it is closed. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string
  readonly address: RedisAddress
  readonly version: string
  signal(name: 'SIGSTOP' | 'SIGKILL'): void
  /** Starts it again after a `SIGKILL`, on the same port and empty. */
  restart(): Promise<void>
}

/** Starts a Redis without persistence. */
export const startOwnRedis = async ({ binaries, inherited }: CliEnvironment): Promise<OwnRedis> => {
  const parent = join(binaries, '../tmp')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'bench-'))
  const start = () => startRedis({ dir: join(folder, 'redis'), binariesDir: binaries, env: inherited, persist: false })
  let server = await start()
  const { hostname, port, password } = new URL(server.url)
  return {
    url: server.url,
    address: { host: hostname, port: Number(port), password: decodeURIComponent(password) },
    version: `${server.product} ${server.version}`,
    signal: (name) => void process.kill(server.pid, name),
    async restart() {
      server = await start()
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
