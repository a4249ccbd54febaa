import { startPostgres, startRedis } from '@fyntrix/embedded'
import type { CliEnvironment } from '../env.ts'
import { homePaths } from './home.ts'

/** PostgreSQL of this home: the one that the environment names, else its own, started if need be. */
export const providePostgres = async ({ home, connections, inherited }: CliEnvironment) => {
  if (connections.databaseUrl !== undefined) return { url: connections.databaseUrl, embedded: false }
  const server = await startPostgres({ dir: homePaths(home).postgres, env: inherited, database: 'fyntrix' })
  return { url: server.url('fyntrix'), embedded: true }
}

/** Redis of this home: the one that the environment names, else its own, started if need be. */
export const provideRedis = async ({ home, connections, inherited, binaries }: CliEnvironment) => {
  if (connections.redisUrl !== undefined) return { url: connections.redisUrl, embedded: false }
  const server = await startRedis({ dir: homePaths(home).redis, binariesDir: binaries, env: inherited, persist: true })
  return { url: server.url, embedded: true }
}
