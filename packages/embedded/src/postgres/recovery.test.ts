import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { attachPostgres, type PostgresServer, processIsAlive, startPostgres, stopPostgres } from '../index.ts'
import { temporaryDirectory, testEnvironment } from '../testing/index.ts'
import { whileTaken } from '../testing/sockets.ts'
import { withStranger } from '../testing/strangers.ts'

// several processes and servers on a machine that may be busy: a bound, not an expectation
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

describe('PostgreSQL starts again', () => {
  const parent = temporaryDirectory()
  const dir = join(parent, 'a home with spaces')
  const options = { dir, env: testEnvironment(), ephemeral: true }
  let server: PostgresServer

  const client = async (): Promise<pg.Client> => {
    const connection = new pg.Client({ connectionString: server.url() })
    connection.on('error', () => undefined)
    await connection.connect()
    return connection
  }
  const count = async (): Promise<unknown> => {
    const connection = await client()
    try {
      return (await connection.query<{ count: string }>('select count(*) from fact')).rows[0]?.count
    } finally {
      await connection.end()
    }
  }

  beforeAll(async () => {
    server = await startPostgres(options)
    const connection = await client()
    await connection.query('create table fact as select generate_series(1, 1000)')
    await connection.end()
  })
  afterAll(async () => {
    await stopPostgres(dir, 'immediate')
    rmSync(parent, { recursive: true })
  })

  test('after SIGKILL with what was committed, though a busy worker of the dead server lives on', async () => {
    const busy = await client()
    await busy.query('begin')
    await busy.query('delete from fact')
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid')
    const worker = rows[0]?.pid ?? 0
    // computes without ever waiting, so it does not notice the end of its server
    const outcome = busy.query('select sum(i) from generate_series(1, 1e11::bigint) i').catch((error: unknown) => error)
    process.kill(server.pid, 'SIGKILL')
    expect(processIsAlive(worker)).toBe(true)

    const port = server.port
    server = await startPostgres(options)
    expect(server).toMatchObject({ started: true, port })
    expect(await count()).toBe('1000')
    expect(processIsAlive(worker)).toBe(false)
    expect(await outcome).toBeInstanceOf(Error)
    await busy.end().catch(() => undefined)
  })

  test('beside a stale pid file that names a live process of somebody else, which is left alone', async () => {
    await server.stop()
    await withStranger(async (pid) => {
      writeFileSync(join(dir, 'data/postmaster.pid'), `${pid}\n${dir}/data\n1\n${server.port}\n\n\n\nready\n`)
      expect(await attachPostgres(dir)).toBeUndefined()
      expect(await stopPostgres(dir)).toBe(false)
      server = await startPostgres(options)
      expect(await count()).toBe('1000')
      expect(processIsAlive(pid)).toBe(true)
    })
  })

  test('on another port when somebody else has taken the remembered one', async () => {
    const { port } = server
    await server.stop()
    await whileTaken(port, async () => {
      server = await startPostgres(options)
      expect(server.port).not.toBe(port)
      expect(await count()).toBe('1000')
    })
  })
})
