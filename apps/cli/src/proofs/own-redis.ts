import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startRedis } from '@fyntrix/embedded'
import type { CliEnvironment } from '../env.ts'

/** Redis servers of one proof: it may flush them. They and their folder go when it is closed. */
export interface OwnRedisServers extends AsyncDisposable {
  readonly urls: readonly string[]
}

/** Starts so many servers without persistence. */
export const startOwnRedis = async (
  { binaries, inherited }: CliEnvironment,
  count: number,
): Promise<OwnRedisServers> => {
  const parent = join(binaries, '../tmp')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'proof-'))
  const servers = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      startRedis({ dir: join(folder, `redis-${i}`), binariesDir: binaries, env: inherited, persist: false }),
    ),
  )
  return {
    urls: servers.map(({ url }) => url),
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server.stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
