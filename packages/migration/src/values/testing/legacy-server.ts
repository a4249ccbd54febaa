import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '@fyntrix/embedded'
import { testBinariesDirectory, testEnvironment } from '@fyntrix/embedded/testing'
import { Redis } from 'ioredis'
import { afterAll } from 'vitest'

/** A Redis as the legacy system has it: its writer, and a reader that the server allows nothing but what a migration may do. */
export interface LegacyServer {
  readonly writer: Redis
  readonly reader: Redis
}

const allowed = ['scan', 'type', 'pttl', 'strlen', 'getrange', 'dump', 'multi', 'exec', 'info', 'memory|usage']

/** Starts one that goes with the test file. */
export const legacyServer = async (): Promise<LegacyServer> => {
  const dir = mkdtempSync(join(tmpdir(), 'fyntrix-legacy-'))
  const server = await startRedis({
    dir,
    binariesDir: testBinariesDirectory,
    env: testEnvironment(),
    persist: false,
    settings: {},
  })
  const writer = new Redis(server.url)
  const rights = ['reset', 'on', '>reader', '~*', '-@all', ...allowed.map((name) => `+${name}`)]
  await writer.acl('SETUSER', 'reader', ...rights)
  const { hostname, port } = new URL(server.url)
  const reader = new Redis({
    host: hostname,
    port: Number(port),
    username: 'reader',
    password: 'reader',
    enableReadyCheck: false,
  })
  afterAll(async () => {
    writer.disconnect()
    reader.disconnect()
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  return { writer, reader }
}

/** Everything that a Redis holds, with its times to within what a test takes. */
export const snapshotOf = async (redis: Redis): Promise<ReadonlyMap<string, string>> => {
  const keys = (await redis.keys('*')).toSorted()
  const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)))
  return new Map(keys.map((key, i) => [key, dumps[i]?.toString('hex') ?? '']))
}
