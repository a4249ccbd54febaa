import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { attachRedis, processIsAlive, type RedisServer, startRedis, stopRedis } from '../index.ts'
import { findProcesses, processArguments } from '../process.ts'
import { contend, reportOf } from '../testing/contend.ts'
import { temporaryDirectory, testBinariesDirectory, testEnvironment } from '../testing/index.ts'
import { accepts, answerTo, whileTaken } from '../testing/sockets.ts'
import { withStranger } from '../testing/strangers.ts'
import { findRedisBinary } from './binary.ts'

// several processes and servers on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

describe('five processes that start Redis in an empty directory at once', () => {
  const parent = temporaryDirectory()
  const dir = join(parent, 'a home with spaces')
  const options = { dir, binariesDir: testBinariesDirectory, env: testEnvironment() }
  let server: RedisServer
  let reports: ReturnType<typeof reportOf>[]

  async function withClient<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(server.url, { lazyConnect: true, retryStrategy: () => null })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await work(client)
    } finally {
      client.disconnect()
    }
  }

  beforeAll(async () => {
    // the first run on a machine downloads; the race is about starting
    await findRedisBinary({ ...options, binary: undefined, download: true })
    reports = (await Promise.all(Array.from({ length: 5 }, () => contend('start-redis', dir)))).map(reportOf)
    server = await startRedis(options)
  })
  afterAll(async () => {
    await stopRedis(dir)
    rmSync(parent, { recursive: true })
  })

  test('all get the same server, which one of them started and which outlives them', () => {
    expect(new Set(reports.map(({ pid, port, url }) => `${pid} ${port} ${url}`)).size).toBe(1)
    expect(reports.filter(({ started }) => started)).toHaveLength(1)
    expect(server).toMatchObject({ pid: reports[0]?.pid, url: reports[0]?.url, started: false })
    expect(processIsAlive(server.pid)).toBe(true)
  })

  test('get one that never evicts, keeps an append-only file and names its version', async () => {
    await withClient(async (client) => {
      const settings = await client.config('GET', 'maxmemory-policy', 'appendonly', 'appendfsync', 'save', 'maxmemory')
      expect(settings).toEqual(expect.arrayContaining(['noeviction', 'yes', 'everysec', '', String(512 * 1024 * 1024)]))
      const info = await client.info('server')
      expect(info).toContain(`_version:${server.version}`)
    })
  })

  test('are served on 127.0.0.1 alone, and not without the password', async () => {
    expect(await accepts('127.0.0.1', server.port)).toBe(true)
    expect(await accepts('127.0.0.2', server.port)).toBe(false)
    expect(await answerTo('PING\r\nQUIT\r\n', server.port)).toMatch(/^-NOAUTH/)
    expect(await answerTo('AUTH guess\r\nPING\r\nQUIT\r\n', server.port)).toMatch(/^-WRONGPASS.*\r\n-NOAUTH/)
  })

  test('share a password that others can neither read nor see in the process list', () => {
    const { password } = new URL(server.url)
    const secret = ['password', 'redis.conf', 'instance.json', 'redis.log']
    expect(readdirSync(dir)).toEqual(expect.arrayContaining(secret))
    expect(secret.map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual(secret.map(() => 0o600))
    expect(findProcesses((pid) => processArguments(pid).some((argument) => argument.includes(password)))).toEqual([])
  })

  test('find their data again after SIGKILL, at the same address', async () => {
    await withClient((client) => client.set('fact', 'kept'))
    process.kill(server.pid, 'SIGKILL')
    const { url, pid } = server
    server = await startRedis(options)
    expect(server).toMatchObject({ started: true, url })
    expect(server.pid).not.toBe(pid)
    expect(await withClient((client) => client.get('fact'))).toBe('kept')
  })

  test('leave no process once the server is stopped by its directory', async () => {
    expect(await stopRedis(dir)).toBe(true)
    expect(processIsAlive(server.pid)).toBe(false)
    expect(await stopRedis(dir)).toBe(false)
    expect(await attachRedis(dir)).toBeUndefined()
  })

  test('start again beside a stale pid file of a stranger, and on another port if theirs was taken', async () => {
    // this stranger even has the server's configuration file as its argument
    const reader = ['tail', join(dir, 'redis.conf'), '-f'] as const
    await withStranger(async (pid) => {
      writeFileSync(join(dir, 'redis.pid'), `${pid}\n`)
      expect(await attachRedis(dir)).toBeUndefined()
      expect(await stopRedis(dir)).toBe(false)
      await whileTaken(server.port, async () => {
        const { port } = server
        server = await startRedis(options)
        expect(server.port).not.toBe(port)
        expect(await withClient((client) => client.get('fact'))).toBe('kept')
      })
      expect(processIsAlive(pid)).toBe(true)
    }, reader)
  })
})
