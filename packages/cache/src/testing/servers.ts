import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type RedisOptions, startRedis } from '@fyntrix/embedded'
import { testBinariesDirectory, testEnvironment } from '@fyntrix/embedded/testing'
import { Cluster, Redis } from 'ioredis'
import { afterAll } from 'vitest'

/** A Redis of a test file's own: one that it may flush, stop and kill. */
export interface OwnRedis {
  readonly url: string
  /** Sends its process a signal. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>
}

/** Starts a server that goes with the test file. */
export const ownRedis = async (settings: RedisOptions['settings'] = {}): Promise<OwnRedis> => {
  const dir = mkdtempSync(join(tmpdir(), 'fyntrix-cache-'))
  const start = () =>
    startRedis({ dir, binariesDir: testBinariesDirectory, env: testEnvironment(), persist: false, settings })
  let server = await start()
  afterAll(async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    url: server.url,
    signal: (name) => void process.kill(server.pid, name),
    async restart() {
      server = await start()
    },
  }
}

const slots = 16_384
const password = 'for-a-cluster-on-loopback'

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Three masters on loopback that share the slots; gives a way to connect. They go with the test file. */
export const ownCluster = async (): Promise<() => Promise<Cluster>> => {
  const nodes = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const busPort = await freePort()
      const { url } = await ownRedis({ 'cluster-enabled': 'yes', 'cluster-port': String(busPort) })
      return { redis: new Redis(url), port: Number(new URL(url).port), busPort }
    }),
  )
  for (const [i, { redis }] of nodes.entries()) {
    const part = (n: number) => Math.floor((n * slots) / nodes.length)
    await redis.call('CLUSTER', 'ADDSLOTSRANGE', part(i), part(i + 1) - 1)
    for (const other of nodes) {
      if (other.redis !== redis) await redis.call('CLUSTER', 'MEET', '127.0.0.1', other.port, other.busPort)
    }
  }
  for (const { redis } of nodes) {
    await until(async () => /cluster_state:ok[^]*cluster_known_nodes:3/.test(await redis.cluster('INFO')))
    // each server made a password of its own; a client of the cluster has one
    await redis.config('SET', 'requirepass', password)
    redis.disconnect()
  }
  return async () => {
    const addresses = nodes.map(({ port }) => ({ host: '127.0.0.1', port }))
    const cluster = new Cluster(addresses, { redisOptions: { password }, enableOfflineQueue: false })
    await new Promise((resolve) => cluster.once('ready', resolve))
    return cluster
  }
}
