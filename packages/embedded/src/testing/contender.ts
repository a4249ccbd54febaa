// Run as a process of its own by the tests: contender.ts ACTION DIRECTORY
// Each action loads only what it needs: a race is closer the sooner the contenders begin.
import { testBinariesDirectory, testEnvironment } from './index.ts'

const [, , action = '', dir = ''] = process.argv
const env = testEnvironment()

const actions: Readonly<Record<string, () => Promise<unknown>>> = {
  'start-postgres': async () => {
    const { startPostgres } = await import('../postgres/supervisor.ts')
    const server = await startPostgres({ dir, env, ephemeral: true })
    return { ...server, url: server.url() }
  },
  'attach-postgres': async () => {
    const { attachPostgres } = await import('../postgres/supervisor.ts')
    const server = await attachPostgres(dir)
    return server === undefined ? null : { ...server, url: server.url() }
  },
  'start-redis': async () => {
    const { startRedis } = await import('../redis/supervisor.ts')
    return startRedis({ dir, env, binariesDir: testBinariesDirectory })
  },
  'unpack-redis': async () => {
    const { unpackServer } = await import('../debian.ts')
    const { redisPackages } = await import('../redis/packages.ts')
    return unpackServer(redisPackages, dir, env)
  },
}

try {
  process.stdout.write(JSON.stringify(await actions[action]?.()))
} catch (error) {
  process.stderr.write(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  process.exitCode = 1
}
